import { Plus, X } from "lucide-react";
import { useFieldArray, useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { every, plural, words } from "@/lib/format";
import { CapFields } from "./cap-fields";
import { recyclePart, recycleValues, type RecycleValues } from "./recycle-values";
import { RowsProblem } from "./rows-problem";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

const outcomes = ["no_answer", "busy", "voicemail", "failed", "abandoned", "hung_up"].map((value) => ({ value, label: words(value) }));

const scopes = [
  { value: "campaign", label: "This campaign alone" },
  { value: "tenant", label: "All campaigns that share it" },
];

/** When a contact is called again, and how often at most. */
export function RecycleCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm<RecycleValues>(recycleValues(campaign.rules.recycle));
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "outcomes" });
  const [lines, scope] = useWatch({ control: form.control, name: ["outcomes", "accountCapScope"] });
  const free = outcomes.find((outcome) => !lines.some((line) => line.outcome === outcome.value));
  return (
    <RuleCard part="recycle" title="Again" hint="After a call that reached nobody" form={form} toPart={recyclePart}>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-xs font-medium">By outcome</legend>
        <p className="text-xs text-muted-foreground">
          All others: {every(campaign.retryMinutes, "minute")}, up to {plural(campaign.maxAttempts, "call")}.
        </p>
        {fields.map((field, index) => (
          <div key={field.id} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 sm:grid-cols-[1.3fr_1fr_1fr_auto_auto]">
            <Field name={`outcomes.${index}.outcome`} label="After">
              <SelectInput
                value={lines[index]?.outcome ?? ""}
                onValueChange={(value) => form.setValue(`outcomes.${index}.outcome`, value, { shouldDirty: true })}
                options={outcomes}
              />
            </Field>
            <Field name={`outcomes.${index}.delayMinutes`} label="Minutes">
              <Input type="number" min={1} className="num" {...form.register(`outcomes.${index}.delayMinutes`, { valueAsNumber: true })} />
            </Field>
            <Field name={`outcomes.${index}.maxAttempts`} label="Calls, at most">
              <Input
                inputMode="numeric"
                placeholder={String(campaign.maxAttempts)}
                className="num"
                {...form.register(`outcomes.${index}.maxAttempts`)}
              />
            </Field>
            <Field name={`outcomes.${index}.tryNextNumber`} label="Next number">
              <Switch
                checked={lines[index]?.tryNextNumber ?? false}
                onCheckedChange={(on) => form.setValue(`outcomes.${index}.tryNextNumber`, on, { shouldDirty: true })}
              />
            </Field>
            <Button
              type="button"
              variant="ghost"
              size="icon"
              className="mt-5"
              aria-label={`Remove line ${index + 1}`}
              onClick={() => remove(index)}
            >
              <X />
            </Button>
          </div>
        ))}
        <RowsProblem name="outcomes" />
        <div>
          <Button
            type="button"
            variant="outline"
            size="sm"
            disabled={!free}
            onClick={() =>
              free && append({ outcome: free.value, delayMinutes: campaign.retryMinutes, maxAttempts: "", tryNextNumber: false })
            }
          >
            <Plus /> Add an outcome
          </Button>
        </div>
      </fieldset>
      <CapFields />
      <Field name="accountCapScope" label="The account cap counts" hint="Fixed once the campaign has started" className="sm:w-72">
        <SelectInput
          value={scope}
          disabled={campaign.status !== "draft"}
          onValueChange={(value) => form.setValue("accountCapScope", value, { shouldDirty: true })}
          options={scopes}
        />
      </Field>
      <Field
        name="noShowMinutes"
        label="A callback goes to the team after, minutes"
        hint="When its own agent is not free; empty: it waits for its agent"
        className="sm:w-72"
      >
        <Input inputMode="numeric" className="num" {...form.register("noShowMinutes")} />
      </Field>
      <Field
        name="callbackDays"
        label="Callbacks are promised at most, days ahead"
        hint="By agents; empty: as far as they like"
        className="sm:w-72"
      >
        <Input inputMode="numeric" className="num" {...form.register("callbackDays")} />
      </Field>
      <Field
        name="numberRestMinutes"
        label="Rest between two calls to a number, minutes"
        hint="Whichever campaign called; 0: none"
        className="sm:w-72"
      >
        <Input inputMode="numeric" className="num" {...form.register("numberRestMinutes")} />
      </Field>
    </RuleCard>
  );
}
