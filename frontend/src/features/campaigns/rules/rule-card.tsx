import { useEffect, type ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { FormProvider } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { Badge } from "@/components/ui/badge";
import { useRulesSave, type ChangedCard } from "./rules-save";
import { sectionId } from "./sections";

/** One subject of a campaign's rules as a card with its own form. What is changed on it is stored with what is changed on the others. */
export function RuleCard<T extends FieldValues>({
  part,
  title,
  hint,
  form,
  toPart,
  rows = "",
  children,
}: {
  part: keyof Campaign["rules"];
  title: string;
  hint?: string;
  form: UseFormReturn<T>;
  /** The form's values as the API wants the part. */
  toPart: (values: T) => unknown;
  /** For a part that is a list: the form's field that holds it. */
  rows?: string;
  children: ReactNode;
}) {
  const { tell, changed, save, closed } = useRulesSave();
  const { isDirty, errors } = form.formState;
  const message = errors.root?.server?.message;
  useEffect(() => {
    // Each form has its own fields; a save handles all of them alike.
    tell({ title, part, rows, form, toPart } as unknown as ChangedCard);
  });
  const unsaved = isDirty && !closed;
  useEffect(() => (unsaved ? changed(title) : undefined), [unsaved, changed, title]);
  return (
    <FormProvider {...form}>
      <form
        noValidate
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SectionCard id={sectionId(title)} title={title} hint={hint} actions={unsaved && <Badge tone="amber">Not saved</Badge>}>
          <fieldset disabled={closed} className="flex min-w-0 flex-col gap-4">
            {children}
            {message && (
              <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
                {message}
              </p>
            )}
          </fieldset>
        </SectionCard>
      </form>
    </FormProvider>
  );
}
