import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { Input } from "@/components/ui/input";
import { capModes, dialModes } from "../words";
import { AgentlessFields } from "./agentless-fields";
import { SwitchRow } from "./switch-row";
import type { NumberName, Values } from "./values";

export function DialingStep() {
  const { register, control, setValue } = useFormContext<Values>();
  const [capMode, amd, mode] = useWatch({ control, name: ["cap.mode", "amdEnabled", "dialMode"] });
  const number = (name: NumberName, label: string, hint?: string) => (
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
            hint={
              mode === "agentless" ? "A machine is hung up on, unless the rules say it gets the message too" : "Only people reach an agent"
            }
            checked={amd}
            onChange={(on) => setValue("amdEnabled", on, { shouldDirty: true })}
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
