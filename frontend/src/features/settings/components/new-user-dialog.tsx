import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useCreateUser } from "../mutations";
import { clients } from "../queries";
import { RolePicker } from "./role-picker";
import { SetupLink } from "./setup-link";

const schema = z
  .object({
    firstName: z.string().trim().min(1, "Enter a first name").max(100),
    lastName: z.string().trim().min(1, "Enter a last name").max(100),
    email: z.email("Enter a full e-mail address"),
    roles: z.array(z.string()).min(1, "Choose at least one role"),
    clientId: z.string(),
  })
  .refine((values) => !values.roles.includes("client_user") || values.clientId !== "", {
    path: ["clientId"],
    message: "Choose whose portal this is",
  });

export function NewUserDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [link, setLink] = useState<string | null>(null);
  const close = () => {
    setLink(null);
    onClose();
  };
  return (
    <Dialog open={open} onOpenChange={(now) => !now && close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{link ? "User created" : "New user"}</DialogTitle>
          <DialogDescription>
            {link
              ? "Give this one-time link to the person; they set their own password with it. It is not shown again."
              : "They set their password through a one-time link."}
          </DialogDescription>
        </DialogHeader>
        {link ? <SetupLink link={link} onDone={close} /> : <NewUserForm onCreated={(made) => (made ? setLink(made) : close())} />}
      </DialogContent>
    </Dialog>
  );
}

function NewUserForm({ onCreated }: { onCreated: (link: string | null) => void }) {
  const create = useCreateUser();
  const organisations = useQuery(clients());
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { firstName: "", lastName: "", email: "", roles: [] as string[], clientId: "" },
  });
  const roles = useWatch({ control: form.control, name: "roles" });
  const clientId = useWatch({ control: form.control, name: "clientId" });
  return (
    <>
      <DialogBody>
        <ApiForm
          id="new-user"
          form={form}
          className="flex flex-col gap-4"
          onSubmit={async ({ clientId: client, ...values }) => {
            const body = { ...values, username: values.email, clientId: values.roles.includes("client_user") ? client : null };
            onCreated((await create.mutateAsync(body)).setupLink ?? null);
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="firstName" label="First name">
              <Input autoFocus {...form.register("firstName")} />
            </Field>
            <Field name="lastName" label="Last name">
              <Input {...form.register("lastName")} />
            </Field>
          </div>
          <Field name="email" label="E-mail">
            <Input inputMode="email" {...form.register("email")} />
          </Field>
          <RolePicker value={roles} onChange={(next) => form.setValue("roles", next, { shouldValidate: form.formState.isSubmitted })} />
          {form.formState.errors.roles && (
            <p role="alert" className="-mt-2 text-xs text-danger-ink">
              {form.formState.errors.roles.message}
            </p>
          )}
          {roles.includes("client_user") && (
            <Field name="clientId" label="Client">
              <SelectInput
                value={clientId}
                onValueChange={(value) => form.setValue("clientId", value, { shouldValidate: true })}
                options={(organisations.data?.items ?? []).map((item) => ({ value: item.id, label: item.name }))}
              />
            </Field>
          )}
        </ApiForm>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" form="new-user" disabled={create.isPending}>
          Create user
        </Button>
      </DialogFooter>
    </>
  );
}
