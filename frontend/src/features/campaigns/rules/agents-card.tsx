import { useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Input } from "@/components/ui/input";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

const choices = [
  { value: "longest_idle", label: "Longest idle" },
  { value: "fewest_calls", label: "Fewest calls today" },
  { value: "skill_level", label: "Highest skill level" },
  { value: "rank", label: "Best rank" },
  { value: "round_robin", label: "Round robin" },
  { value: "random", label: "Random" },
];

const whenOver = [
  { value: "dial", label: "Dial" },
  { value: "skip", label: "Pass over" },
];

/** How calls and agents come together. */
export function AgentsCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm(ownOf(campaign.rules.agents));
  const [choice, over, seconds] = useWatch({ control: form.control, name: ["choice", "preview.whenOver", "preview.seconds"] });
  const number = (name: Parameters<typeof form.register>[0], label: string, min: number, max: number, hint?: string) => (
    <Field name={name} label={label} hint={hint}>
      <Input type="number" min={min} max={max} className="num" {...form.register(name, { valueAsNumber: true })} />
    </Field>
  );
  return (
    <RuleCard part="agents" title="Agents" hint="Who gets a call, and how much time there is" form={form} toPart={(values) => values}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="choice" label="Who gets the next call" hint="What is equal goes to the agent idle longest" className="sm:col-span-2">
          <SelectInput
            value={choice ?? "longest_idle"}
            onValueChange={(value) => form.setValue("choice", value, { shouldDirty: true })}
            options={choices}
          />
        </Field>
        {number("reserve.agents", "Agents kept free", 0, 1000, "For people who call in")}
        {number("reserve.percent", "Or of those signed on, %", 0, 90, "The larger of the two counts")}
        {number("wrapUpExtensionSeconds", "More wrap-up, seconds at a time", 5, 600)}
        {number("wrapUpExtensions", "How often per call", 0, 10, "0: never")}
        {number("missedCalls", "Break after missed calls in a row", 0, 20, "0: never")}
        {number("occupancyTarget", "Occupancy target, %", 50, 95, "Shown in the control centre and on the wallboard")}
      </div>
      <fieldset className="grid gap-4 border-t pt-4 sm:grid-cols-2">
        <legend className="float-left w-full text-table font-medium sm:col-span-2">Preview</legend>
        {number("preview.seconds", "Seconds to look", 0, 240, "0: as long as the agent wants")}
        <Field name="preview.whenOver" label="When the time is over">
          <SelectInput
            value={over ?? "dial"}
            disabled={seconds === 0}
            onValueChange={(value) => form.setValue("preview.whenOver", value, { shouldDirty: true })}
            options={whenOver}
          />
        </Field>
        {number("preview.skipsPerHour", "Skips per agent and hour", 0, 1000)}
        {number("preview.skipDelayMinutes", "A skipped contact comes back after, minutes", 1, 43_200)}
      </fieldset>
    </RuleCard>
  );
}

/** The message of agentless campaigns has a card of its own. */
function ownOf(agents: Campaign["rules"]["agents"]) {
  const own = { ...agents };
  delete own.agentless;
  return own;
}
