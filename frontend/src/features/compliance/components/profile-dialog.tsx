import { useForm, useWatch } from "react-hook-form";
import type { ComplianceProfile, ComplianceProfiles } from "@/api/types";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useSaveProfile } from "../mutations";
import { bodyOf, clocks, valuesOf, weekdays, windows, type ProfileValues } from "../profile-values";

const parts = [
  { value: "seller", label: "Who calls" },
  { value: "number", label: "A number" },
  { value: "opt_out", label: "How to opt out" },
];

/** A new profile of the tenant's own, or one that is there. */
export function ProfileDialog({
  profile,
  calendars,
  onClose,
}: {
  profile: ComplianceProfile | null;
  calendars: ComplianceProfiles["calendars"];
  onClose: () => void;
}) {
  const save = useSaveProfile();
  const form = useForm<ProfileValues>({ defaultValues: valuesOf(profile?.name ?? "", profile?.rules ?? {}) });
  const [clock, window, chosenParts, automated, errors, guaranteed, chosenCalendars] = useWatch({
    control: form.control,
    name: [
      "connect.clock",
      "abandon.window",
      "message.parts",
      "message.automatedOptOut",
      "abandon.detectionErrors",
      "lockOut.unlessGuaranteed",
      "holidays.calendars",
    ],
  });
  const number = (
    name: "connect.seconds" | "abandon.cap" | "ring.seconds" | "lockOut.hours" | "machineRest.hours" | "attempts.most" | "retention.years",
    label: string,
    step = 1,
  ) => (
    <Field name={name} label={label} optional>
      <Input type="number" min={0} step={step} className="num" {...form.register(name)} />
    </Field>
  );
  const tick = (name: "message.parts" | "holidays.calendars", value: string, list: string[], label: string) => (
    <label key={value} htmlFor={`${name}-${value}`} className="flex items-center gap-2 text-table">
      <Checkbox
        id={`${name}-${value}`}
        checked={list.includes(value)}
        onCheckedChange={(on) =>
          form.setValue(name, on === true ? [...list, value] : list.filter((item) => item !== value), { shouldDirty: true })
        }
      />
      {label}
    </label>
  );
  const yes = (
    name: "message.automatedOptOut" | "abandon.detectionErrors" | "lockOut.unlessGuaranteed",
    checked: boolean,
    label: string,
    disabled = false,
  ) => (
    <label htmlFor={name} className="flex items-center gap-2 text-table">
      <Checkbox
        id={name}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(on) => form.setValue(name, on === true, { shouldDirty: true })}
      />
      {label}
    </label>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>{profile ? profile.name : "New profile"}</DialogTitle>
          <DialogDescription>
            What stays empty is not asked for. Campaigns that chose the profile follow from their next call on.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <ApiForm
            id="profile"
            form={form}
            className="flex flex-col gap-4"
            onSubmit={async (values) => {
              await save.mutateAsync({ profile, body: bodyOf(values) });
              onClose();
            }}
          >
            <div className="grid gap-4 sm:grid-cols-2">
              <Field name="name" label="Name">
                <Input maxLength={100} {...form.register("name")} />
              </Field>
              <Field name="source" label="Where it is written" optional>
                <Input {...form.register("source")} />
              </Field>
              {number("connect.seconds", "Somebody speaks within, seconds", 0.1)}
              <Field name="connect.clock" label="Counted">
                <SelectInput
                  value={clock}
                  onValueChange={(value) => form.setValue("connect.clock", value, { shouldDirty: true })}
                  options={clocks}
                />
              </Field>
              {number("abandon.cap", "Abandoned at most, % of answered", 0.1)}
              <Field name="abandon.window" label="Counted over">
                <SelectInput
                  value={window}
                  onValueChange={(value) => form.setValue("abandon.window", value, { shouldDirty: true })}
                  options={windows}
                />
              </Field>
              {number("ring.seconds", "Rings at least, seconds")}
              {number("lockOut.hours", "Abandoned number rests, hours")}
              {number("machineRest.hours", "Number of a machine rests, hours")}
              {number("attempts.most", "Calls to a person in 24 hours")}
              {number("retention.years", "Records kept, years")}
            </div>
            <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
              <legend className="mb-1.5 text-table font-medium">The message to people nobody is free for says</legend>
              {parts.map((part) => tick("message.parts", part.value, chosenParts, part.label))}
              {yes("message.automatedOptOut", automated, "A key pressed is enough", !chosenParts.includes("opt_out"))}
            </fieldset>
            <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
              <legend className="mb-1.5 text-table font-medium">Besides</legend>
              {yes("abandon.detectionErrors", errors, "People taken for machines count as abandoned")}
              {yes("lockOut.unlessGuaranteed", guaranteed, "An abandoned number may be called with an agent kept for it")}
            </fieldset>
            <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
              <legend className="mb-1.5 text-table font-medium">No calls on</legend>
              {calendars.map((calendar) => tick("holidays.calendars", calendar.id, chosenCalendars, calendar.name))}
            </fieldset>
            <fieldset className="grid max-w-md gap-y-2">
              <legend className="mb-1.5 text-table font-medium">
                Calling hours where the person is; with any, a day left empty is closed
              </legend>
              {weekdays.map((day, index) => (
                <div key={day} className="grid grid-cols-[6rem_1fr_1fr] items-center gap-2 text-table">
                  <span>{day}</span>
                  <Input type="time" className="num" aria-label={`${day} from`} {...form.register(`hours.week.${index}.start`)} />
                  <Input type="time" className="num" aria-label={`${day} until`} {...form.register(`hours.week.${index}.end`)} />
                </div>
              ))}
            </fieldset>
            {form.formState.errors.hours && (
              <p role="alert" className="text-xs text-danger-ink">
                {(form.formState.errors.hours.week as { message?: string } | undefined)?.message ?? "These hours never open."}
              </p>
            )}
          </ApiForm>
        </DialogBody>
        <DialogFooter>
          <Button type="submit" form="profile" disabled={save.isPending}>
            Save profile
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
