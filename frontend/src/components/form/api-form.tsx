import type { FormEventHandler, ReactNode } from "react";
import { FormProvider, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";
import { fieldName, toProblem } from "@/api/problem";

/** Puts the server's field errors on the fields; what has no field goes to the form's own line. */
export function showProblem<T extends FieldValues>(
  form: UseFormReturn<T>,
  error: unknown,
  inSight: (name: string) => boolean = () => true,
) {
  const problem = toProblem(error);
  const shown = new Set<string>();
  const elsewhere: string[] = [];
  for (const item of problem.errors) {
    const name = fieldName(item.pointer);
    if (!name || !(name.split(".")[0]! in form.getValues()) || !inSight(name)) {
      elsewhere.push(item.detail);
      continue;
    }
    // The first reason counts: a name that is missing is more than what else is wrong with it.
    if (shown.has(name)) continue;
    form.setError(name as Path<T>, { type: item.code, message: item.detail }, { shouldFocus: shown.size === 0 });
    shown.add(name);
  }
  const message = elsewhere.join(" ") || (shown.size === 0 ? problem.detail || problem.title : "");
  if (message) form.setError("root.server", { type: problem.code, message });
}

export function ApiForm<T extends FieldValues>({
  form,
  onSubmit,
  children,
  className,
  id,
}: {
  form: UseFormReturn<T>;
  onSubmit: (values: T) => Promise<unknown>;
  children: ReactNode;
  className?: string;
  id?: string;
}) {
  const submit: FormEventHandler = (event) => {
    event.stopPropagation();
    void form.handleSubmit((values) => onSubmit(values).catch((error: unknown) => showProblem(form, error)))(event);
  };
  return (
    <FormProvider {...form}>
      <form id={id} noValidate onSubmit={submit} className={className}>
        {children}
        <FormError form={form} />
      </form>
    </FormProvider>
  );
}

function FormError<T extends FieldValues>({ form }: { form: UseFormReturn<T> }) {
  const message = form.formState.errors.root?.server?.message;
  if (!message) return null;
  return (
    <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
      {message}
    </p>
  );
}
