import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import type { Contact } from "@/api/types";
import { ApiForm } from "@/components/form/api-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useSaveContact } from "../mutations";
import { ContactFields, contactSchema, toBody, type ContactValues } from "./contact-form";

export function EditContactDialog({
  contact,
  open,
  onOpenChange,
}: {
  contact: Contact;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>Edit contact</DialogTitle>
        </DialogHeader>
        <EditForm contact={contact} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ contact, onSaved }: { contact: Contact; onSaved: () => void }) {
  const save = useSaveContact(contact.id);
  const form = useForm<ContactValues>({
    resolver: zodResolver(contactSchema),
    defaultValues: {
      firstName: contact.firstName ?? "",
      lastName: contact.lastName ?? contact.fullName,
      email: contact.email,
      jobTitle: contact.jobTitle ?? "",
      directPhone: contact.directPhone ?? "",
      mobilePhone: contact.mobilePhone ?? "",
      city: contact.city ?? "",
      country: contact.country ?? "",
    },
  });
  // Read while rendering: the form only tracks what a render has asked for.
  const { dirtyFields } = form.formState;
  return (
    <>
      <DialogBody>
        <ApiForm
          id="edit-contact"
          form={form}
          className="flex flex-col gap-4"
          onSubmit={async (values) => {
            // Only what changed goes out, so that untouched fields cannot be overwritten.
            const dirty = dirtyFields as Record<string, boolean | undefined>;
            const body = toBody(values);
            const nameChanged = Boolean(dirty.firstName || dirty.lastName);
            const changes = Object.fromEntries(Object.entries(body).filter(([key]) => dirty[key] || (key === "fullName" && nameChanged)));
            if (Object.keys(changes).length > 0) await save.mutateAsync({ ...changes, version: contact.version });
            onSaved();
          }}
        >
          <ContactFields />
        </ApiForm>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" form="edit-contact" disabled={save.isPending}>
          Save contact
        </Button>
      </DialogFooter>
    </>
  );
}
