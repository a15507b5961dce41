import { useQuery } from "@tanstack/react-query";
import { Check, Clock, X } from "lucide-react";
import { resource } from "@/api/query";
import type { WhyContact, WhyGate } from "@/api/types";
import { SidePanel } from "@/components/side-panel";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Skeleton } from "@/components/ui/skeleton";
import { dateTime, phone, plural, words } from "@/lib/format";

/** Why a contact is called by a campaign, why not, and when next: every rule the dialer runs, with what it looked at. */
export function WhyPanel({ campaignId, contactId, onClose }: { campaignId: string; contactId: string; onClose: () => void }) {
  const open = contactId !== "" && campaignId !== "";
  const query = useQuery({
    ...resource("/campaigns/{id}/contacts/{contactId}/why", { path: { id: campaignId, contactId } }),
    enabled: open,
    staleTime: 0,
  });
  return (
    <SidePanel open={open} title={query.data ? `Why ${query.data.fullName}?` : "Why?"} onClose={onClose}>
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Answer why={query.data} />
      ) : (
        <Skeleton className="h-64" />
      )}
    </SidePanel>
  );
}

function Answer({ why }: { why: WhyContact }) {
  const closed = why.gates.filter((gate) => gate.verdict !== "open");
  return (
    <>
      <section aria-label="Answer" className="rounded-md border bg-surface p-3">
        <p className="text-[15px] font-semibold">{headline(why)}</p>
        <p className="mt-1 text-table text-muted-foreground">
          {closed.map((gate) => gate.sentence).join(" ") || "No rule keeps the contact back."}
          {why.campaignStatus !== "active" && ` The campaign is ${words(why.campaignStatus).toLowerCase()}, so it dials nobody.`}
          {why.agentsMissing && ` ${missing[why.agentsMissing as keyof typeof missing]}`}
        </p>
        <p className="num mt-2 text-xs text-muted-foreground">
          {phone(why.phone)} · {why.timeZone.replace(/_/g, " ").replace(/\|/g, " and ")} · {plural(why.attempts, "call")} so far
        </p>
      </section>
      <section>
        <h3 className="mb-2 text-xs font-medium text-muted-foreground">Rules</h3>
        <ol className="divide-y rounded-md border">
          {why.gates.map((gate) => (
            <Rule key={gate.name} gate={gate} />
          ))}
        </ol>
      </section>
      <section>
        <h3 className="mb-2 text-xs font-medium text-muted-foreground">Calls of this campaign</h3>
        {why.history.length === 0 ? (
          <p className="text-table text-muted-foreground">Never called.</p>
        ) : (
          <ul className="divide-y rounded-md border">
            {why.history.map((call) => (
              <li key={call.callId} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 text-table">
                <StatusBadge status={call.disposition ?? call.outcome ?? "running"} />
                <span className="num text-muted-foreground">{phone(call.phone)}</span>
                {call.agent && <span className="text-muted-foreground">{call.agent}</span>}
                <span className="num ml-auto text-xs text-muted-foreground">{dateTime(call.at)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

const missing = {
  no_agent_assigned: "No agent is assigned to the campaign.",
  no_agent_signed_in: "None of the campaign's agents is signed in.",
  no_agent_available: "None of the campaign's agents is free at the moment.",
} as const;

const soon: Record<string, string> = {
  no_agent_assigned: "Is called as soon as the campaign has an agent.",
  no_agent_signed_in: "Is called as soon as an agent signs in.",
};

function headline(why: WhyContact) {
  if (why.status === "in_progress") return "Is being called right now.";
  if (why.verdict === "never") return "Is not called any more.";
  if (why.verdict === "open")
    return why.campaignStatus !== "active"
      ? "May be called as soon as the campaign runs."
      : (soon[why.agentsMissing ?? ""] ?? "Is called as soon as an agent is free.");
  return why.nextAt ? `Is not called before ${dateTime(why.nextAt)}.` : "Is not called as things stand.";
}

const marks = {
  open: { icon: Check, look: "text-success-ink", label: "open" },
  later: { icon: Clock, look: "text-warning-ink", label: "later" },
  never: { icon: X, look: "text-danger-ink", label: "never" },
} as const;

function Rule({ gate }: { gate: WhyGate }) {
  const mark = marks[gate.verdict as keyof typeof marks];
  const values = Object.entries(gate.values).filter(([, value]) => value !== "");
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <mark.icon className={`mt-0.5 size-4 shrink-0 ${mark.look}`} role="img" aria-label={mark.label} />
      <div className="min-w-0 flex-1">
        <p className="text-table">
          <span className="font-medium">{words(gate.name)}.</span> {gate.sentence}
          {gate.nextAt && <span className="num text-muted-foreground"> Until {dateTime(gate.nextAt)}.</span>}
        </p>
        {values.length > 0 && (
          <p className="text-xs break-words text-muted-foreground">
            {values.map(([name, value]) => (
              <span key={name} className="mr-3">
                {words(name.replace(/([A-Z0-9]+)/g, "_$1").toLowerCase()).toLowerCase()}{" "}
                <span className="num text-foreground">{value}</span>
              </span>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}
