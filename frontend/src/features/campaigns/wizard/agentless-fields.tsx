import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Checkbox } from "@/components/ui/checkbox";
import { Textarea } from "@/components/ui/textarea";
import type { Values } from "./values";

/** What the mode cannot do without: the words, and that people agreed to hear them. */
export function AgentlessFields() {
  const { register, control, setValue, formState } = useFormContext<Values>();
  const consent = useWatch({ control, name: "rules.agents.agentless.consentConfirmed" });
  const refused = formState.errors.rules?.agents?.agentless?.consentConfirmed?.message;
  return (
    <div className="flex flex-col gap-3 sm:col-span-3">
      <Field name="rules.agents.agentless.message" label="Message" hint="Spoken to whoever answers; then the call ends">
        <Textarea rows={3} {...register("rules.agents.agentless.message")} />
      </Field>
      <label
        htmlFor="agentless-consent"
        className="flex items-start gap-3 rounded-md bg-warning-soft px-3 py-2 text-table text-warning-ink"
      >
        <Checkbox
          id="agentless-consent"
          className="mt-0.5"
          checked={consent}
          aria-invalid={refused ? true : undefined}
          onCheckedChange={(on) => setValue("rules.agents.agentless.consentConfirmed", on === true, { shouldDirty: true })}
        />
        <span>
          Everybody in the list has agreed in writing to recorded calls. The law of the United States and Canada asks for it before the
          first call.
          {refused && (
            <span role="alert" className="mt-1 block font-medium text-danger-ink">
              {refused}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
