import { useForm, useWatch } from "react-hook-form";
import type { PauseCode } from "@/api/types";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useSavePauseCode } from "../mutations";

export function PauseCodeDialog({ editing, onClose }: { editing: PauseCode | "new" | null; onClose: () => void }) {
  const code = editing === "new" ? null : editing;
  return (
    <Dialog open={editing !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{code ? "Edit pause code" : "New pause code"}</DialogTitle>
        </DialogHeader>
        <PauseCodeForm code={code} onSaved={onClose} />
      </DialogContent>
    </Dialog>
  );
}

/** An empty limit is none; the server says what else does not fit. */
function PauseCodeForm({ code, onSaved }: { code: PauseCode | null; onSaved: () => void }) {
  const save = useSavePauseCode(code);
  const form = useForm({
    defaultValues: {
      label: code?.label ?? "",
      code: code?.code ?? "",
      paid: code?.paid ?? true,
      maxMinutes: code?.maxMinutes ?? Number.NaN,
      maxMinutesDay: code?.maxMinutesDay ?? Number.NaN,
    },
  });
  const paid = useWatch({ control: form.control, name: "paid" });
  const limit = (minutes: number) => (Number.isNaN(minutes) ? null : minutes);
  return (
    <>
      <DialogBody>
        <ApiForm
          id="pause-code-form"
          form={form}
          className="grid gap-4 sm:grid-cols-2"
          onSubmit={async (values) => {
            await save.mutateAsync({
              ...values,
              code: code ? undefined : values.code.trim(),
              maxMinutes: limit(values.maxMinutes),
              maxMinutesDay: limit(values.maxMinutesDay),
            });
            onSaved();
          }}
        >
          <Field name="label" label="Break">
            <Input autoFocus placeholder="Lunch" {...form.register("label")} />
          </Field>
          <Field name="code" label="Code" hint={code ? "A code keeps its name" : "For reports: a to z, 0 to 9 and _"}>
            <Input className="font-mono" placeholder="lunch" disabled={code !== null} {...form.register("code")} />
          </Field>
          <Field name="maxMinutes" label="Longest, minutes" optional>
            <Input type="number" min={1} max={1440} className="num" {...form.register("maxMinutes", { valueAsNumber: true })} />
          </Field>
          <Field name="maxMinutesDay" label="A day, minutes" optional>
            <Input type="number" min={1} max={1440} className="num" {...form.register("maxMinutesDay", { valueAsNumber: true })} />
          </Field>
          <div className="flex items-center gap-3 sm:col-span-2">
            <Switch id="pause-paid" checked={paid} onCheckedChange={(on) => form.setValue("paid", on, { shouldDirty: true })} />
            <label htmlFor="pause-paid" className="text-table">
              Counts as paid time
            </label>
          </div>
        </ApiForm>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" form="pause-code-form" disabled={save.isPending}>
          {code ? "Save pause code" : "Create pause code"}
        </Button>
      </DialogFooter>
    </>
  );
}
