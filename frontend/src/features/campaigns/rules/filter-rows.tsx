import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { words } from "@/lib/format";
import type { QueueValues } from "./queue-values";
import { RowsProblem } from "./rows-problem";

const names = [
  "country",
  "state",
  "city",
  "job_title",
  "department",
  "seniority",
  "list_label",
  "industry",
  "staff_count_range",
  "revenue_range",
  "account_name",
  "account_domain",
  "account_country",
];
export const properties = names.map((value) => ({ value, label: words(value) }));
const operators = ["is", "is_not", "contains", "starts_with", "is_empty", "is_not_empty"].map((value) => ({
  value,
  label: words(value).toLowerCase(),
}));

/** Only contacts that fit all of these are dialled. */
export function FilterRows() {
  const { control, register, setValue } = useFormContext<QueueValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "filters" });
  const filters = useWatch({ control, name: "filters" });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-xs font-medium">Filters</legend>
      {fields.length === 0 && <p className="text-xs text-muted-foreground">Everybody in the queue is called.</p>}
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 sm:grid-cols-[1fr_1fr_1.5fr_auto]">
          <Field name={`filters.${index}.field`} label="Property">
            <SelectInput
              value={filters[index]?.field ?? ""}
              onValueChange={(value) => setValue(`filters.${index}.field`, value, { shouldDirty: true })}
              options={properties}
            />
          </Field>
          <Field name={`filters.${index}.operator`} label="Rule">
            <SelectInput
              value={filters[index]?.operator ?? ""}
              onValueChange={(value) => setValue(`filters.${index}.operator`, value, { shouldDirty: true })}
              options={operators}
            />
          </Field>
          <Field
            name={`filters.${index}.values`}
            label="Values"
            hint="Separated by commas"
            className="col-span-2 row-start-2 sm:col-span-1 sm:row-start-auto"
          >
            <Input disabled={filters[index]?.operator.endsWith("empty")} {...register(`filters.${index}.values`)} />
          </Field>
          <Button
            type="button"
            variant="ghost"
            size="icon"
            className="mt-5"
            aria-label={`Remove filter ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X />
          </Button>
        </div>
      ))}
      <RowsProblem name="filters" />
      <div>
        <Button
          type="button"
          variant="outline"
          size="sm"
          disabled={fields.length >= 20}
          onClick={() => append({ field: "country", operator: "is", values: "" })}
        >
          <Plus /> Add a filter
        </Button>
      </div>
    </fieldset>
  );
}
