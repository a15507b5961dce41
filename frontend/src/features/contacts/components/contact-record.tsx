import { FileUp, Phone, UserPlus } from "lucide-react";
import { Link } from "wouter";
import type { Contact } from "@/api/types";
import { Group } from "@/components/group";
import { RecordFacts, RecordRelated, RecordTimeline } from "@/components/record/record-panes";
import { Timeline, type TimelineEvent } from "@/components/record/timeline";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { duration } from "@/lib/format";
import { ContactCampaigns } from "./contact-campaigns";
import { ContactFacts } from "./contact-facts";

/** A person: what is known, what happened, and where he or she belongs. */
export function ContactRecord({ contact }: { contact: Contact }) {
  return (
    <>
      <RecordFacts>
        <ContactFacts contact={contact} />
      </RecordFacts>
      <RecordTimeline>
        <Group title="What happened">
          <Timeline events={eventsOf(contact)} empty="Never called." />
        </Group>
      </RecordTimeline>
      <RecordRelated>
        {contact.account && (
          <Group title="Company">
            <Link href={`/accounts/${contact.account.id}`} className="text-table font-medium text-primary-ink hover:underline">
              {contact.account.name}
            </Link>
          </Group>
        )}
        <Group title="Lists">
          {contact.lists.length === 0 ? (
            <p className="text-table text-muted-foreground">On no list.</p>
          ) : (
            <div className="flex flex-wrap gap-1.5">
              {contact.lists.map((list) => (
                <Link key={list.id} href={`/contacts?list=${list.id}`}>
                  <Badge tone="blue">{list.name}</Badge>
                </Link>
              ))}
            </div>
          )}
        </Group>
        <ContactCampaigns id={contact.id} />
      </RecordRelated>
    </>
  );
}

function eventsOf(contact: Contact): TimelineEvent[] {
  const calls = contact.calls.map((call) => ({
    id: call.id,
    at: call.createdAt,
    icon: Phone,
    title: <StatusBadge status={call.disposition ?? call.outcome ?? "ended"} />,
    detail: [
      call.answeredAt && call.endedAt && duration(Date.parse(call.endedAt) - Date.parse(call.answeredAt)),
      call.campaignName,
      call.agentName,
    ]
      .filter(Boolean)
      .join(" · "),
  }));
  const added = {
    id: "added",
    at: contact.createdAt,
    icon: contact.sourceImportId ? FileUp : UserPlus,
    title: contact.sourceImportId ? "Imported" : "Added",
  };
  return [...calls, added];
}
