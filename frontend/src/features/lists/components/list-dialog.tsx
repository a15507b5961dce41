import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import type { ContactListRow } from "@/api/types";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useSaveList } from "../mutations";

const schema = z.object({
  name: z.string().trim().min(1, "Give the list a name").max(200, "At most 200 characters"),
  description: z.string().trim().max(1000, "At most 1,000 characters"),
});

export function ListDialog({ list, open, onClose }: { list: ContactListRow | null; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{list ? "Edit list" : "New list"}</DialogTitle>
        </DialogHeader>
        <ListForm list={list} onSaved={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function ListForm({ list, onSaved }: { list: ContactListRow | null; onSaved: () => void }) {
  const save = useSaveList(list);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: list?.name ?? "", description: list?.description ?? "" } });
  return (
    <>
      <DialogBody>
        <ApiForm
          id="list-form"
          form={form}
          className="flex flex-col gap-4"
          onSubmit={async (values) => {
            await save.mutateAsync(values);
            onSaved();
          }}
        >
          <Field name="name" label="Name">
            <Input autoFocus {...form.register("name")} />
          </Field>
          <Field name="description" label="Description" optional>
            <Textarea rows={3} {...form.register("description")} />
          </Field>
        </ApiForm>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" form="list-form" disabled={save.isPending}>
          {list ? "Save list" : "Create list"}
        </Button>
      </DialogFooter>
    </>
  );
}
