import { useQuery } from "@tanstack/react-query";
import type { Contact } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { RecordPanel } from "@/components/record/record-panel";
import { ContactFlags } from "../columns";
import { contact } from "../queries";
import { ContactActions } from "./contact-actions";
import { ContactRecord } from "./contact-record";

export function ContactPanel({ id, editing, onClose }: { id: string; editing: boolean; onClose: () => void }) {
  const query = useQuery({ ...contact(id), enabled: id !== "" });
  return (
    <RecordPanel
      open={id !== ""}
      query={query}
      name="Contact"
      title={(record) => record.fullName}
      href={`/contacts/${id}`}
      onClose={onClose}
    >
      {(record) => (
        <>
          <Identity contact={record} />
          <ContactActions key={`${id} ${editing}`} contact={record} startEditing={editing} onDeleted={onClose} />
          <ContactRecord contact={record} />
        </>
      )}
    </RecordPanel>
  );
}

function Identity({ contact: { fullName, jobTitle, account, ...flags } }: { contact: Contact }) {
  return (
    <div className="flex items-center gap-3">
      <Avatar name={fullName} className="size-10 text-sm" />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-1.5 text-[15px] font-semibold">
          {fullName}
          <ContactFlags row={flags} />
        </p>
        <p className="text-table text-muted-foreground">{[jobTitle, account?.name].filter(Boolean).join(" · ")}</p>
      </div>
    </div>
  );
}
