import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { questionKinds, type Values } from "./values";

const tags = ["{{contact.first_name}}", "{{contact.job_title}}", "{{account.name}}", "{{agent.first_name}}", "{{campaign.name}}"];

function freshId(prefix: string, used: readonly { id: string }[]) {
  let next = used.length + 1;
  while (used.some((item) => item.id === `${prefix}${next}`)) next += 1;
  return `${prefix}${next}`;
}

export function ScriptStep() {
  const { register, control, getValues, setValue, formState } = useFormContext<Values>();
  const ofAll = formState.errors.questions?.root?.message ?? formState.errors.questions?.message;
  const questions = useFieldArray({ control, name: "questions", keyName: "key" });
  const checklist = useFieldArray({ control, name: "checklist", keyName: "key" });
  return (
    <>
      <SectionCard title="Script" hint="Read aloud by the agent">
        <Field name="script" label="Text">
          <Textarea rows={9} {...register("script")} />
        </Field>
        <div className="mt-2 flex flex-wrap items-center gap-1.5 text-xs text-muted-foreground">
          Filled in during the call:
          {tags.map((tag) => (
            <Button
              key={tag}
              variant="secondary"
              size="sm"
              className="num h-6 px-1.5"
              onClick={() => setValue("script", `${getValues("script")}${tag}`, { shouldDirty: true })}
            >
              {tag}
            </Button>
          ))}
        </div>
      </SectionCard>
      <SectionCard
        title="Qualification form"
        hint="Asked when the call is marked as qualified"
        actions={
          <Button
            size="sm"
            variant="outline"
            onClick={() =>
              questions.append({ id: freshId("q", getValues("questions")), text: "", kind: "yes_no", options: [], required: true })
            }
          >
            <Plus />
            Add question
          </Button>
        }
      >
        {questions.fields.length === 0 ? (
          <p className="text-table text-muted-foreground">No questions. The lead then holds the agent's notes only.</p>
        ) : (
          <ol className="flex flex-col gap-4">
            {questions.fields.map((field, index) => (
              <QuestionRow key={field.key} index={index} onRemove={() => questions.remove(index)} />
            ))}
          </ol>
        )}
        {ofAll && (
          <p role="alert" className="mt-3 text-xs text-danger-ink">
            {ofAll}
          </p>
        )}
      </SectionCard>
      <SectionCard
        title="Review checklist"
        hint="All must be ticked before a lead is approved"
        actions={
          <Button size="sm" variant="outline" onClick={() => checklist.append({ id: freshId("c", getValues("checklist")), text: "" })}>
            <Plus />
            Add check
          </Button>
        }
      >
        <ol className="flex flex-col gap-2">
          {checklist.fields.map((field, index) => (
            <li key={field.key} className="flex items-end gap-2">
              <Field name={`checklist.${index}.text`} label={`Check ${index + 1}`} className="flex-1">
                <Input {...register(`checklist.${index}.text`)} />
              </Field>
              <Button variant="ghost" size="icon" aria-label={`Remove check ${index + 1}`} onClick={() => checklist.remove(index)}>
                <Trash2 />
              </Button>
            </li>
          ))}
        </ol>
      </SectionCard>
    </>
  );
}

function QuestionRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { register, control, setValue, getValues } = useFormContext<Values>();
  const kind = useWatch({ control, name: `questions.${index}.kind` });
  const required = useWatch({ control, name: `questions.${index}.required` });
  return (
    <li className="grid gap-x-3 gap-y-2 rounded-md border p-3 sm:grid-cols-[minmax(0,1fr)_160px_auto]">
      <Field name={`questions.${index}.text`} label={`Question ${index + 1}`}>
        <Input {...register(`questions.${index}.text`)} />
      </Field>
      <Field name={`questions.${index}.kind`} label="Answer">
        <SelectInput
          value={kind}
          onValueChange={(value) => setValue(`questions.${index}.kind`, value, { shouldDirty: true })}
          options={questionKinds}
        />
      </Field>
      <Button variant="ghost" size="icon" className="self-end" aria-label={`Remove question ${index + 1}`} onClick={onRemove}>
        <Trash2 />
      </Button>
      {kind === "choice" && (
        <Field name={`questions.${index}.options`} label="Answers to choose from" hint="One per line" className="sm:col-span-3">
          <Textarea
            rows={3}
            defaultValue={getValues(`questions.${index}.options`).join("\n")}
            onChange={(event) =>
              setValue(
                `questions.${index}.options`,
                event.target.value.split("\n").map((line) => line.trim()),
                { shouldDirty: true },
              )
            }
          />
        </Field>
      )}
      <label htmlFor={`required-${index}`} className="flex items-center gap-2 text-xs sm:col-span-3">
        <Checkbox
          id={`required-${index}`}
          checked={required}
          onCheckedChange={(on) => setValue(`questions.${index}.required`, on === true, { shouldDirty: true })}
        />
        An answer is required
      </label>
    </li>
  );
}
