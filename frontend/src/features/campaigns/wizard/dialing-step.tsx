import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { cn } from "@/lib/cn";
import { weekdays } from "@/lib/format";
import { capModes, dialModes } from "../words";
import { AgentlessFields } from "./agentless-fields";
import type { Values } from "./values";

const commonZones = [
  "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Sao_Paulo", "Europe/London", "Europe/Dublin",
  "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw", "Asia/Dubai", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "UTC",
];

export function DialingStep() {
  const { register, control, setValue, formState } = useFormContext<Values>();
  const [zone, days, capMode, amd, contactZone, mode] = useWatch({ control, name: ["window.timeZone", "window.days", "cap.mode", "amdEnabled", "window.useContactZone", "dialMode"] });
  const zones = [...new Set([...commonZones, zone])].toSorted();
  const number = (name: "ringTimeoutSeconds" | "maxConcurrent" | "maxAttempts" | "retryMinutes" | "wrapUpSeconds", label: string, hint?: string) => (
    <Field name={name} label={label} hint={hint}>
      <Input type="number" className="num" {...register(name, { valueAsNumber: true })} />
    </Field>
  );
  return (
    <>
      <SectionCard title="Dialer" hint={dialModes.find((each) => each.value === mode)?.hint}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field name="dialMode" label="Mode">
            <SelectInput value={mode} onValueChange={(value) => setValue("dialMode", value, { shouldDirty: true })} options={dialModes} />
          </Field>
          {mode === "power" && (
            <Field name="powerRatio" label="Lines per free agent">
              <Input type="number" step={0.1} min={1} max={10} className="num" {...register("powerRatio", { valueAsNumber: true })} />
            </Field>
          )}
          {(mode === "power" || mode === "predictive") && (
            <Field name="abandonPercent" label="Abandoned, at most %" hint="Of the calls people answer, per day; the law allows 3">
              <Input type="number" step={0.1} min={0.5} max={3} className="num" {...register("abandonPercent", { valueAsNumber: true })} />
            </Field>
          )}
          <Field name="callerId" label="Caller id" hint="The number people see">
            <Input className="num" inputMode="tel" placeholder="+1 202 555 0190" {...register("callerId")} />
          </Field>
          {number("ringTimeoutSeconds", "Let it ring, seconds")}
          {number("maxConcurrent", "Concurrent calls, at most")}
          {number("maxAttempts", "Attempts per person")}
          {number("retryMinutes", "Minutes between attempts")}
          {mode !== "agentless" && number("wrapUpSeconds", "Wrap-up, seconds", "Time to note the outcome")}
          {mode === "agentless" && <AgentlessFields />}
          <SwitchRow
            id="amd"
            label="Detect answering machines"
            hint={mode === "agentless" ? "A machine is hung up on, unless the rules say it gets the message too" : "Only people reach an agent"}
            checked={amd}
            onChange={(on) => setValue("amdEnabled", on, { shouldDirty: true })}
          />
        </div>
      </SectionCard>
      <SectionCard title="Calling hours">
        <div className="grid gap-4 sm:grid-cols-3">
          <fieldset className="sm:col-span-3">
            <legend className="mb-1.5 text-xs font-medium">Days</legend>
            <div className="flex flex-wrap gap-1">
              {weekdays.map((label, index) => {
                const day = index + 1;
                const on = days.includes(day);
                return (
                  <button
                    key={day}
                    type="button"
                    aria-pressed={on}
                    onClick={() => setValue("window.days", on ? days.filter((other) => other !== day) : [...days, day].toSorted(), { shouldDirty: true, shouldValidate: true })}
                    className={cn("h-8 w-12 rounded-md border border-border-strong text-table", on ? "border-primary bg-primary-soft font-medium text-primary-ink" : "text-muted-foreground hover:bg-hover")}
                  >
                    {label}
                  </button>
                );
              })}
            </div>
            {formState.errors.window?.days && (
              <p role="alert" className="mt-1.5 text-xs text-danger-ink">
                {formState.errors.window.days.message}
              </p>
            )}
          </fieldset>
          <Field name="window.start" label="From">
            <Input type="time" className="num" {...register("window.start")} />
          </Field>
          <Field name="window.end" label="Until">
            <Input type="time" className="num" {...register("window.end")} />
          </Field>
          <Field name="window.timeZone" label="Time zone">
            <SelectInput
              value={zone}
              onValueChange={(value) => setValue("window.timeZone", value, { shouldDirty: true })}
              options={zones.map((name) => ({ value: name, label: name.replace(/_/g, " ") }))}
            />
          </Field>
          <SwitchRow
            id="contact-zone"
            label="Use the local time of each person"
            hint="Where it is known; otherwise the zone above"
            checked={contactZone}
            onChange={(on) => setValue("window.useContactZone", on, { shouldDirty: true })}
          />
        </div>
      </SectionCard>
      <SectionCard title="Account cap" hint="So that one company is not called too often">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field name="cap.mode" label="Counts" className="sm:col-span-2">
            <SelectInput value={capMode} onValueChange={(value) => setValue("cap.mode", value, { shouldDirty: true })} options={capModes} />
          </Field>
          {capMode !== "none" && (
            <Field name="cap.value" label="At most">
              <Input type="number" min={1} className="num" {...register("cap.value", { valueAsNumber: true })} />
            </Field>
          )}
        </div>
      </SectionCard>
    </>
  );
}

function SwitchRow({ id, label, hint, checked, onChange }: { id: string; label: string; hint: string; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <div className="flex items-center gap-3 sm:col-span-3">
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
      <label htmlFor={id} className="text-table">
        {label}
        <span className="block text-xs text-muted-foreground">{hint}</span>
      </label>
    </div>
  );
}
