import { useState } from "react";
import { toast } from "sonner";
import { toProblem } from "@/api/problem";
import type { SuppressionsAdded } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput, type Option } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { count, plural } from "@/lib/format";
import { useAddSuppressions } from "../mutations";

const hints: Record<string, string> = {
  phone: "One number per line with country code, for example +1 202 555 0142",
  email: "One address per line",
  domain: "One domain per line, for example example.com",
};

interface Props {
  kind: string;
  kinds: readonly Option[];
  open: boolean;
  onClose: () => void;
}

export function AddSuppressionsDialog(props: Props) {
  return (
    <Dialog open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add suppressions</DialogTitle>
          <DialogDescription>Contacts with these values are flagged and leave every queue at once.</DialogDescription>
        </DialogHeader>
        <AddForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ kind: initial, kinds, onClose }: Props) {
  const add = useAddSuppressions();
  const [kind, setKind] = useState(initial);
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [rejected, setRejected] = useState<SuppressionsAdded["invalid"]>([]);
  const values = text
    .split(/[\n,;]+/)
    .map((value) => value.trim())
    .filter(Boolean);

  function submit() {
    add.mutate(
      { kind, values, reason: reason.trim() },
      {
        onSuccess: ({ added, already, invalid }) => {
          toast.success(`${count(added)} added`, { description: already > 0 ? `${count(already)} were suppressed already` : undefined });
          setRejected(invalid);
          setText(invalid.map((item) => item.value).join("\n"));
          if (invalid.length === 0) onClose();
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
        <Field label="Kind">
          <SelectInput value={kind} onValueChange={setKind} options={kinds} />
        </Field>
        <Field label="Values" hint={hints[kind]} error={add.error ? toProblem(add.error).message : undefined}>
          <Textarea rows={6} autoFocus className="num" value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        {rejected.length > 0 && (
          <ul role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-xs text-danger-ink">
            {rejected.slice(0, 8).map((item) => (
              <li key={item.value}>
                <span className="num">{item.value}</span>: {item.reason}
              </li>
            ))}
          </ul>
        )}
        <Field label="Reason" optional>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" disabled={values.length === 0 || add.isPending}>
          Suppress {plural(values.length, "value")}
        </Button>
      </DialogFooter>
    </form>
  );
}
