import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { ApiForm } from "@/components/form/api-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useCreateContact } from "../mutations";
import { ContactFields, contactSchema, toBody, type ContactValues } from "./contact-form";

const empty: ContactValues = {
  firstName: "",
  lastName: "",
  email: "",
  jobTitle: "",
  directPhone: "",
  mobilePhone: "",
  city: "",
  country: "",
};

export function NewContactDialog({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (id: string) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>New contact</DialogTitle>
          <DialogDescription>One person. For many at once, with their companies, import a file.</DialogDescription>
        </DialogHeader>
        <NewForm onCreated={onCreated} />
      </DialogContent>
    </Dialog>
  );
}

function NewForm({ onCreated }: { onCreated: (id: string) => void }) {
  const create = useCreateContact();
  const form = useForm<ContactValues>({ resolver: zodResolver(contactSchema), defaultValues: empty });
  return (
    <>
      <DialogBody>
        <ApiForm
          id="new-contact"
          form={form}
          className="flex flex-col gap-4"
          onSubmit={async (values) => onCreated((await create.mutateAsync(toBody(values))).id)}
        >
          <ContactFields />
        </ApiForm>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" form="new-contact" disabled={create.isPending}>
          Create contact
        </Button>
      </DialogFooter>
    </>
  );
}
