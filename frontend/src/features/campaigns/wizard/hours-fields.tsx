import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { weekdays } from "@/lib/format";
import { zoneOptions } from "@/lib/zones";
import { SwitchRow } from "./switch-row";
import type { Values } from "./values";

/** When people are called: the campaign's own hours, inside which the law's hold besides. */
export function HoursFields() {
  const { register, control, setValue, formState } = useFormContext<Values>();
  const [zone, days, contactZone] = useWatch({ control, name: ["window.timeZone", "window.days", "window.useContactZone"] });
  return (
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
                  onClick={() =>
                    setValue("window.days", on ? days.filter((other) => other !== day) : [...days, day].toSorted(), {
                      shouldDirty: true,
                      shouldValidate: true,
                    })
                  }
                  className={cn(
                    "h-8 w-12 rounded-md border border-border-strong text-table",
                    on ? "border-primary bg-primary-soft font-medium text-primary-ink" : "text-muted-foreground hover:bg-hover",
                  )}
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
            options={zoneOptions(zone)}
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
  );
}
