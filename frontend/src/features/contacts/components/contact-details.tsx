import { useState } from "react";
import { Link } from "wouter";
import type { Contact } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Facts } from "@/components/facts";
import { Group } from "@/components/group";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { dateTime, duration, phone, words } from "@/lib/format";
import { ContactFlags } from "../columns";
import { useDeleteContact } from "../mutations";
import { ContactCampaigns } from "./contact-campaigns";
import { EditContactDialog } from "./edit-contact-dialog";

/** @param level of its headings: 2 on a page of its own, 3 in a panel, whose title is one of level 2 */
export function ContactDetails({
  contact,
  onDeleted,
  level = 3,
  startEditing = false,
}: {
  contact: Contact;
  onDeleted?: () => void;
  level?: 2 | 3;
  startEditing?: boolean;
}) {
  const [editing, setEditing] = useState(startEditing);
  const [deleting, setDeleting] = useState(false);
  const remove = useDeleteContact();
  const custom = Object.entries(contact.customFields ?? {});
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-start gap-3">
        <Avatar name={contact.fullName} className="size-10 text-sm" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-1.5">
            <span className="text-[15px] font-semibold">{contact.fullName}</span>
            <ContactFlags row={contact} />
          </div>
          <p className="text-table text-muted-foreground">
            {contact.jobTitle}
            {contact.jobTitle && contact.account && " · "}
            {contact.account && (
              <Link
                href={`/accounts/${contact.account.id}`}
                className="text-primary-ink underline decoration-primary-ink/40 underline-offset-2 hover:decoration-primary-ink"
              >
                {contact.account.name}
              </Link>
            )}
          </p>
          <div className="mt-2 flex gap-2">
            <Button size="sm" variant="outline" onClick={() => setEditing(true)}>
              Edit
            </Button>
            <Button size="sm" variant="danger-outline" onClick={() => setDeleting(true)}>
              Delete
            </Button>
          </div>
        </div>
      </div>
      <Group level={level} title="Reach">
        <Facts
          items={[
            { label: "Direct phone", value: <Number e164={contact.directPhoneE164} text={contact.directPhone} /> },
            { label: "Mobile", value: <Number e164={contact.mobilePhoneE164} text={contact.mobilePhone} /> },
            { label: "E-mail", value: contact.email },
            { label: "LinkedIn", value: contact.linkedinUrl },
          ]}
        />
      </Group>
      <Group level={level} title="Work and place">
        <Facts
          items={[
            { label: "Department", value: contact.department },
            { label: "Seniority", value: contact.seniority },
            { label: "In position", value: contact.timeInPosition },
            { label: "Before", value: contact.formerPosition },
            { label: "Place", value: [contact.city, contact.state, contact.country].filter(Boolean).join(", ") },
            { label: "Time zone", value: contact.timeZone },
          ]}
        />
      </Group>
      {custom.length > 0 && (
        <Group level={level} title="Own fields">
          <Facts items={custom.map(([key, value]) => ({ label: words(key), value: String(value ?? "") }))} />
        </Group>
      )}
      <Group level={level} title="Lists">
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
      <ContactCampaigns id={contact.id} level={level} />
      <Group level={level} title="Calls">
        {contact.calls.length === 0 ? (
          <p className="text-table text-muted-foreground">Never called.</p>
        ) : (
          <ul className="divide-y rounded-md border">
            {contact.calls.map((call) => (
              <li key={call.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 text-table">
                <StatusBadge status={call.disposition ?? call.outcome ?? "ended"} />
                <span className="min-w-0 truncate text-muted-foreground">
                  {[call.campaignName, call.agentName].filter(Boolean).join(" · ")}
                </span>
                <span className="num ml-auto text-xs text-muted-foreground">
                  {call.answeredAt && call.endedAt ? `${duration(Date.parse(call.endedAt) - Date.parse(call.answeredAt))} · ` : ""}
                  {dateTime(call.createdAt)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Group>
      <EditContactDialog contact={contact} open={editing} onOpenChange={setEditing} />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${contact.fullName}?`}
        confirm="Delete contact"
        danger
        onConfirm={() => remove.mutate(contact.id, { onSuccess: onDeleted })}
      >
        The contact leaves every list and is not called again. You can undo this right after.
      </ConfirmDialog>
    </div>
  );
}

/** What could not be read as a number is shown as what it is: text that nobody is called on. */
function Number({ e164, text }: { e164: string | null | undefined; text: string | null | undefined }) {
  if (e164 || !text) return <span className="num">{phone(e164)}</span>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {text}
      <Badge tone="amber">Cannot be dialled</Badge>
    </span>
  );
}
