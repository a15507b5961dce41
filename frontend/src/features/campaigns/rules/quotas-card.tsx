import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useFieldArray, useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { GoalBar } from "@/components/goal-bar";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { quotas as quotaQuery } from "../queries";
import { properties } from "./filter-rows";
import { splitLine } from "./queue-values";
import { RowsProblem } from "./rows-problem";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

interface Values {
  rows: { quotaId: string; name: string; field: string; values: string; goal: number }[];
}

/** How many leads of which kind; a full quota stops calls to the people it counts. */
export function QuotasCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm<Values>({
    rows: (campaign.rules.quotas ?? []).map(({ id, name, field, values, goal }) => ({
      quotaId: id,
      name,
      field,
      values: values.join(", "),
      goal,
    })),
  });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "rows" });
  const rows = useWatch({ control: form.control, name: "rows" });
  const reached = useQuery({ ...quotaQuery(campaign.id), refetchInterval: 15_000 });
  return (
    <RuleCard part="quotas" title="Quotas" hint="Leads of each kind, exactly" form={form} rows="rows" toPart={toPart}>
      {fields.length === 0 && <p className="text-xs text-muted-foreground">No quota: leads of every kind are welcome.</p>}
      {fields.map((field, index) => {
        const quota = reached.data?.find((each) => each.id === field.quotaId);
        return (
          <div key={field.id} className="flex flex-col gap-2 rounded-md border p-3">
            <div className="grid grid-cols-2 items-start gap-2 sm:grid-cols-[1fr_1fr_5rem_auto]">
              <Field name={`rows.${index}.name`} label="Name">
                <Input {...form.register(`rows.${index}.name`)} />
              </Field>
              <Field name={`rows.${index}.field`} label="Property">
                <SelectInput
                  value={rows[index]?.field ?? ""}
                  onValueChange={(value) => form.setValue(`rows.${index}.field`, value, { shouldDirty: true })}
                  options={properties}
                />
              </Field>
              <Field name={`rows.${index}.goal`} label="Goal">
                <Input type="number" min={1} className="num" {...form.register(`rows.${index}.goal`, { valueAsNumber: true })} />
              </Field>
              <Button
                type="button"
                variant="ghost"
                size="icon"
                className="mt-5"
                aria-label={`Remove quota ${index + 1}`}
                onClick={() => remove(index)}
              >
                <X />
              </Button>
            </div>
            <Field name={`rows.${index}.values`} label="One of" hint="Separated by commas">
              <Input {...form.register(`rows.${index}.values`)} />
            </Field>
            {quota && <GoalBar delivered={quota.leads} goal={quota.goal} />}
          </div>
        );
      })}
      <RowsProblem name="rows" />
      <div>
        <Button
          type="button"
          variant="outline"
          size="sm"
          onClick={() => append({ quotaId: crypto.randomUUID(), name: "", field: "country", values: "", goal: 10 })}
        >
          <Plus /> Add a quota
        </Button>
      </div>
    </RuleCard>
  );
}

function toPart(values: Values) {
  return values.rows.map(({ quotaId, name, field, values: line, goal }) => ({
    id: quotaId,
    name: name.trim(),
    field,
    values: splitLine(line),
    goal,
  }));
}
