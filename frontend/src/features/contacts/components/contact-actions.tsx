import { useState } from "react";
import type { Contact } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useDeleteContact } from "../mutations";
import { EditContactDialog } from "./edit-contact-dialog";

export function ContactActions({
  contact,
  onDeleted,
  startEditing = false,
}: {
  contact: Contact;
  onDeleted: () => void;
  startEditing?: boolean;
}) {
  const [editing, setEditing] = useState(startEditing);
  const [deleting, setDeleting] = useState(false);
  const remove = useDeleteContact();
  return (
    <div className="flex gap-2">
      <Button size="sm" variant="outline" onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Button size="sm" variant="danger-outline" onClick={() => setDeleting(true)}>
        Delete
      </Button>
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
