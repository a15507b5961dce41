import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { Link } from "wouter";
import type { Lead } from "@/api/types";
import { Facts } from "@/components/facts";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { dateTime, duration, none, phone, words } from "@/lib/format";
import { lead as leadQuery } from "../queries";
import { ReviewPanel } from "./review-panel";

export function LeadReview({ id, onDecided, onClose }: { id: string; onDecided: () => void; onClose: () => void }) {
  const query = useQuery(leadQuery(id));
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-full min-h-96 rounded-lg" />;
  const lead = query.data;
  return (
    <div className="grid h-full min-h-0 auto-rows-max gap-3 overflow-y-auto xl:auto-rows-auto xl:grid-rows-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_300px] xl:overflow-hidden">
      <article tabIndex={0} aria-label={lead.contact.fullName} className="min-h-0 rounded-lg border bg-surface xl:overflow-y-auto">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-3">
          <Button variant="ghost" size="icon-sm" className="lg:hidden" aria-label="Back to the list" onClick={onClose}>
            <ArrowLeft />
          </Button>
          <div className="min-w-0 flex-1">
            <h2 className="truncate text-[17px] leading-6 font-semibold">{lead.contact.fullName}</h2>
            <p className="truncate text-table text-muted-foreground">
              {[lead.contact.jobTitle, lead.account?.name].filter(Boolean).join(" · ")}
            </p>
          </div>
          <StatusBadge status={lead.status} />
        </header>
        <LeadBody lead={lead} />
      </article>
      <ReviewPanel lead={lead} onDecided={onDecided} />
    </div>
  );
}

function LeadBody({ lead }: { lead: Lead }) {
  return (
    <div className="flex flex-col gap-6 p-4">
      {lead.rejectedReason && (
        <p className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">Rejected: {lead.rejectedReason}</p>
      )}
      {lead.related.length > 0 && (
        <div role="note" className="rounded-md bg-warning-soft px-3 py-2 text-table text-warning-ink">
          <p className="font-medium">This person is a lead already. A client with both campaigns in one order gets it once.</p>
          <ul className="mt-1">
            {lead.related.map((other) => (
              <li key={other.id}>
                <Link href={`/leads?status=${other.status}&lead=${other.id}`} className="underline underline-offset-2">
                  {other.campaignName}
                </Link>
                , {words(other.status).toLowerCase()}, {dateTime(other.createdAt)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {lead.orders.map((order) => (
        <Group key={order.number} title={`Ordered: ${order.title} (${order.number})`}>
          <Facts
            className="grid-cols-[80px_minmax(0,1fr)]"
            items={[
              { label: "Industries", value: order.audience.industries.join(", ") || "any" },
              { label: "Countries", value: order.audience.countries.join(", ") || "any" },
              { label: "Seniority", value: order.audience.seniorities.join(", ") || "any" },
              ...(order.audience.notes ? [{ label: "Audience", value: order.audience.notes }] : []),
            ]}
          />
        </Group>
      ))}
      <Group title="Answers">
        {lead.answers.length === 0 ? (
          <p className="text-table text-muted-foreground">The campaign asks no questions.</p>
        ) : (
          <dl className="flex flex-col gap-3">
            {lead.answers.map((answer) => (
              <div key={answer.id}>
                <dt className="text-xs text-muted-foreground">{answer.text}</dt>
                <dd className="text-sm">
                  {answer.answer === "yes" || answer.answer === "no" ? words(answer.answer) : answer.answer || none}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Group>
      {(lead.notes || lead.call.notes) && (
        <Group title="Agent's notes">
          <p className="text-sm whitespace-pre-wrap">{lead.notes || lead.call.notes}</p>
        </Group>
      )}
      <div className="grid gap-6 2xl:grid-cols-2">
        <Group title="Contact">
          <Facts
            className="grid-cols-[80px_minmax(0,1fr)]"
            items={[
              { label: "E-mail", value: lead.contact.email },
              { label: "Phone", value: phone(lead.contact.phone), mono: true },
              { label: "Place", value: [lead.contact.city, lead.contact.country].filter(Boolean).join(", ") },
              { label: "LinkedIn", value: lead.contact.linkedinUrl },
            ]}
          />
        </Group>
        <Group title="Company">
          <Facts
            className="grid-cols-[80px_minmax(0,1fr)]"
            items={[
              { label: "Name", value: lead.account?.name },
              { label: "Domain", value: lead.account?.domain },
              { label: "Industry", value: lead.account?.industry },
              { label: "Employees", value: lead.account?.staffCountRange },
            ]}
          />
        </Group>
        <Group title="Call">
          <Facts
            className="grid-cols-[80px_minmax(0,1fr)]"
            items={[
              { label: "Campaign", value: lead.campaignName },
              { label: "Agent", value: lead.agentName },
              { label: "Answered", value: dateTime(lead.call.answeredAt) },
              { label: "Length", value: lead.call.talkSeconds ? duration(lead.call.talkSeconds * 1000) : null, mono: true },
              { label: "Attempt", value: lead.call.attemptNo, mono: true },
            ]}
          />
        </Group>
        <Group title="History">
          <ol className="flex flex-col gap-1.5 border-l pl-3 text-table">
            {lead.history.map((event, index) => (
              <li key={index}>
                {words(event.action)}
                <span className="block text-xs text-muted-foreground">
                  {[event.actorName, dateTime(event.at)].filter(Boolean).join(", ")}
                </span>
              </li>
            ))}
          </ol>
        </Group>
      </div>
    </div>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-xs font-medium text-muted-foreground">{title}</h3>
      {children}
    </section>
  );
}
