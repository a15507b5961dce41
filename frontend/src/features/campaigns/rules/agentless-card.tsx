import { useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { chosenOptOutKey, optOutKeyOf, optOutKeys } from "./compliance-values";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

type Rules = NonNullable<Campaign["rules"]["agents"]>["agentless"];

const onMachine = [
  { value: "hang_up", label: "Hang up" },
  { value: "message", label: "Play the message" },
];

/** Mode agentless: whoever answers hears a message. Saved as a part of the rules of agents. */
export function AgentlessCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm({ agentless: campaign.rules.agents?.agentless });
  const [consent, machine, key] = useWatch({
    control: form.control,
    name: ["agentless.consentConfirmed", "agentless.onMachine", "agentless.optOutKey"],
  });
  const toPart = ({ agentless }: { agentless: Rules }) => ({
    agentless: agentless && { ...agentless, optOutKey: chosenOptOutKey(optOutKeyOf(agentless.optOutKey)) },
  });
  return (
    <RuleCard part="agents" title="Agentless message" hint="Only in dial mode agentless" form={form} toPart={toPart}>
      <Field
        name="agentless.message"
        label="Message"
        hint="Spoken by the carrier, then the call ends; {opt_out} stands for the key, which is otherwise told at the end"
      >
        <Textarea rows={3} maxLength={2000} {...form.register("agentless.message")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="agentless.language" label="Language">
          <Input placeholder="en-US" {...form.register("agentless.language")} />
        </Field>
        <Field name="agentless.callsPerMinute" label="Dials a minute">
          <Input type="number" min={1} max={600} className="num" {...form.register("agentless.callsPerMinute", { valueAsNumber: true })} />
        </Field>
        <Field name="agentless.onMachine" label="A machine answers">
          <SelectInput
            value={machine ?? "hang_up"}
            onValueChange={(value) => form.setValue("agentless.onMachine", value, { shouldDirty: true })}
            options={onMachine}
          />
        </Field>
        <Field name="agentless.optOutKey" label="Key to opt out" hint="Pressed during the message, never called again">
          <SelectInput
            value={optOutKeyOf(key)}
            onValueChange={(value) => form.setValue("agentless.optOutKey", value, { shouldDirty: true })}
            options={optOutKeys}
          />
        </Field>
      </div>
      <label
        htmlFor="agentless-consent"
        className="flex items-start gap-3 rounded-md bg-warning-soft px-3 py-2 text-table text-warning-ink"
      >
        <Checkbox
          id="agentless-consent"
          className="mt-0.5"
          checked={consent ?? false}
          onCheckedChange={(on) => form.setValue("agentless.consentConfirmed", on === true, { shouldDirty: true })}
        />
        <span>
          Everybody in the list has agreed in writing to recorded calls. The law of the United States and Canada asks for it before the
          first call; without this the mode does not start.
        </span>
      </label>
    </RuleCard>
  );
}
