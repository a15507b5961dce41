import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toProblem } from "@/api/problem";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { plural } from "@/lib/format";
import { useAddToList, type Members } from "../mutations";
import { listChoices } from "../queries";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  members: Members;
  size: number;
  onDone: () => void;
}

export function AddToListDialog(props: Props) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add {plural(props.size, "contact")} to a list</DialogTitle>
          <DialogDescription>Choose a list, or name a new one.</DialogDescription>
        </DialogHeader>
        <AddForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ onOpenChange, members, size, onDone }: Props) {
  const lists = useQuery(listChoices());
  const add = useAddToList();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const fresh = name.trim();

  function submit() {
    add.mutate(
      { list: fresh ? { name: fresh } : { id }, members },
      {
        onSuccess: () => {
          onOpenChange(false);
          onDone();
        },
      },
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogBody>
        <Field label="List">
          <SelectInput
            value={id}
            onValueChange={(value) => {
              setId(value);
              setName("");
            }}
            options={(lists.data?.items ?? []).map((list) => ({ value: list.id, label: list.name }))}
          />
        </Field>
        <Field label="Or a new list" error={add.error ? toProblem(add.error).message : undefined}>
          <Input
            value={name}
            maxLength={200}
            onChange={(event) => {
              setName(event.target.value);
              setId("");
            }}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" disabled={add.isPending || (!fresh && !id)}>
          Add {plural(size, "contact")}
        </Button>
      </DialogFooter>
    </form>
  );
}
