import { useFormContext } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { capOf, capSpans, type RecycleValues } from "./recycle-values";
import { RowsProblem } from "./rows-problem";

const titles = { contact: "Each person", phone: "Each number", account: "Each company" } as const;

/** Calls at most, over all campaigns of the workspace; an empty field is no limit. */
export function CapFields() {
  const { register } = useFormContext<RecycleValues>();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-xs font-medium">Calls at most, over all campaigns</legend>
      {capOf.map((of) => (
        <div key={of} className="grid grid-cols-3 items-start gap-2 sm:grid-cols-[7rem_1fr_1fr_1fr]">
          <span className="col-span-3 text-table sm:col-span-1 sm:mt-7">{titles[of]}</span>
          {capSpans.map((span) => (
            <Field key={span.name} name={`caps.${of}.${span.name}`} label={span.label}>
              <Input
                inputMode="numeric"
                aria-label={`${titles[of]}, ${span.label.toLowerCase()}`}
                placeholder="–"
                className="num"
                {...register(`caps.${of}.${span.name}`)}
              />
            </Field>
          ))}
          <RowsProblem name={`caps.${of}`} />
        </div>
      ))}
    </fieldset>
  );
}
