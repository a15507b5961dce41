import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { OrderBrief } from "@/components/order-brief";
import { SectionCard } from "@/components/section-card";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { bodyOf, today, type Values } from "../order-values";

export function GoalStep() {
  const { register } = useFormContext<Values>();
  return (
    <SectionCard title="Goal">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="title" label="Name of the order" className="sm:col-span-2">
          <Input autoFocus {...register("title")} />
        </Field>
        <Field name="leadGoal" label="Leads wanted">
          <Input type="number" min={1} className="num" {...register("leadGoal", { valueAsNumber: true })} />
        </Field>
        <Field name="dueOn" label="Wanted by" optional>
          <Input type="date" min={today()} className="num" {...register("dueOn")} />
        </Field>
      </div>
    </SectionCard>
  );
}

export function AudienceStep() {
  const { register } = useFormContext<Values>();
  return (
    <SectionCard title="Audience" hint="Leave empty what does not matter">
      <div className="flex flex-col gap-4">
        <Field name="industries" label="Industries" optional hint="Separated by commas">
          <Input autoFocus {...register("industries")} />
        </Field>
        <Field name="countries" label="Countries" optional hint="Separated by commas">
          <Input {...register("countries")} />
        </Field>
        <Field name="seniorities" label="Seniority" optional hint="For example Director, VP, C-level">
          <Input {...register("seniorities")} />
        </Field>
        <Field name="audienceNotes" label="Anything else about the audience" optional>
          <Textarea rows={3} {...register("audienceNotes")} />
        </Field>
      </div>
    </SectionCard>
  );
}

export function QuestionsStep() {
  const { register } = useFormContext<Values>();
  return (
    <SectionCard title="Qualification">
      <div className="flex flex-col gap-4">
        <Field name="questions" label="Questions every lead must answer" optional hint="One per line">
          <Textarea autoFocus rows={5} {...register("questions")} />
        </Field>
        <Field name="notes" label="Notes for our team" optional>
          <Textarea rows={3} {...register("notes")} />
        </Field>
      </div>
    </SectionCard>
  );
}

export function ReviewStep() {
  const { control, setValue, formState } = useFormContext<Values>();
  const values = useWatch({ control }) as Values;
  const error = formState.errors.complianceConfirmed?.message;
  return (
    <SectionCard title={values.title}>
      <div className="flex flex-col gap-5">
        <OrderBrief order={bodyOf(values)} />
        <div>
          <label htmlFor="compliance" className="flex items-start gap-2.5 text-table">
            <Checkbox
              id="compliance"
              className="mt-0.5"
              checked={values.complianceConfirmed}
              aria-invalid={error ? true : undefined}
              onCheckedChange={(on) => setValue("complianceConfirmed", on === true, { shouldValidate: true, shouldDirty: true })}
            />
            <span>
              We use the delivered leads only for the purpose named in this order and follow the data protection and calling rules of the
              countries above.
            </span>
          </label>
          {error && (
            <p role="alert" className="mt-1.5 text-xs text-danger-ink">
              {error}
            </p>
          )}
        </div>
      </div>
    </SectionCard>
  );
}
