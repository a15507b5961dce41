import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import type { ContactListRow } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { QueueValues } from "./queue-values";
import { RowsProblem } from "./rows-problem";

/** Several lists in one queue, each with its share of the calls. */
export function MixRows({ lists, ownList }: { lists: readonly ContactListRow[]; ownList: string | null }) {
  const { control, register, setValue } = useFormContext<QueueValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "lists" });
  const chosen = useWatch({ control, name: "lists" });
  const sum = chosen.reduce((total, share) => total + (share.weight || 0), 0);
  const options = lists.map((list) => ({ value: list.id, label: list.name }));
  const next =
    ownList && !chosen.some((share) => share.listId === ownList)
      ? ownList
      : lists.find((list) => !chosen.some((share) => share.listId === list.id))?.id;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-xs font-medium">
        Lists{" "}
        {fields.length > 0 && (
          <span className={sum === 100 ? "font-normal text-muted-foreground" : "font-normal text-danger-ink"}>{sum} of 100 %</span>
        )}
      </legend>
      {fields.length === 0 && <p className="text-xs text-muted-foreground">Only the campaign's own list.</p>}
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-start gap-2">
          <Field name={`lists.${index}.listId`} label={`List ${index + 1}`} className="flex-1">
            <SelectInput
              value={chosen[index]?.listId ?? ""}
              onValueChange={(value) => setValue(`lists.${index}.listId`, value, { shouldDirty: true })}
              options={options}
            />
          </Field>
          <Field name={`lists.${index}.weight`} label="Share, %" className="w-24">
            <Input type="number" min={1} max={100} className="num" {...register(`lists.${index}.weight`, { valueAsNumber: true })} />
          </Field>
          <Button
            type="button"
            variant="ghost"
            size="icon"
            className="mt-5"
            aria-label={`Remove list ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X />
          </Button>
        </div>
      ))}
      <RowsProblem name="lists" />
      <div>
        <Button
          type="button"
          variant="outline"
          size="sm"
          disabled={!next || fields.length >= 10}
          onClick={() => next && append({ listId: next, weight: Math.max(1, 100 - sum) })}
        >
          <Plus /> Add a list
        </Button>
      </div>
    </fieldset>
  );
}
