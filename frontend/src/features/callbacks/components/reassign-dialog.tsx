import { useQuery } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { resource } from "@/api/query";
import type { Callback } from "@/api/types";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { dateTime } from "@/lib/format";
import { fromZone, knownZone, toZone } from "@/lib/zoned-time";
import { useReassign } from "../mutations";

const team = "team";

/** Another agent, or another moment in the contact's own zone. */
export function ReassignDialog({ callback, onClose }: { callback: Callback; onClose: () => void }) {
  const zone = knownZone(callback.timeZone);
  const promised = toZone(Date.parse(callback.dueAt), zone);
  const form = useForm({ defaultValues: { agentId: callback.agentId ?? team, at: promised } });
  const agentId = useWatch({ control: form.control, name: "agentId" });
  const agents = useQuery(resource("/users/agents")).data?.filter((agent) => agent.campaignId === callback.campaignId) ?? [];
  const save = useReassign(callback);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Callback to {callback.fullName}</DialogTitle>
          <DialogDescription>Promised for {dateTime(callback.dueAt)}.</DialogDescription>
        </DialogHeader>
        <ApiForm
          form={form}
          className="flex flex-col"
          onSubmit={async (values) => {
            await save.mutateAsync({
              agentId: values.agentId === team ? null : values.agentId,
              at: values.at === promised ? null : fromZone(values.at, zone).toISOString(),
            });
            onClose();
          }}
        >
          <div className="flex flex-col gap-4 px-5 pb-5">
            <Field name="agentId" label="Who calls">
              <SelectInput
                value={agentId}
                onValueChange={(value) => form.setValue("agentId", value, { shouldDirty: true })}
                options={[{ value: team, label: "Whoever is free" }, ...agents.map((agent) => ({ value: agent.id, label: agent.name }))]}
              />
            </Field>
            <Field name="at" label={`When, time in ${zone.replace(/_/g, " ")}`}>
              <Input type="datetime-local" className="num" {...form.register("at")} />
            </Field>
          </div>
          <DialogFooter>
            <Button type="button" variant="outline" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" disabled={save.isPending}>
              Save
            </Button>
          </DialogFooter>
        </ApiForm>
      </DialogContent>
    </Dialog>
  );
}
