import type { ReactNode } from "react";
import type { DefaultValues, FieldValues, UseFormReturn } from "react-hook-form";
import { FormProvider } from "react-hook-form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { http } from "@/api/http";
import { toProblem, type FieldProblem } from "@/api/problem";
import type { Campaign } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { useLeaveGuard } from "@/lib/leave-guard";
import { campaign as resource } from "../queries";
import { sectionId } from "./sections";

type Part = keyof Campaign["rules"];

/**
 * One part of a campaign's rules as a card with its own form. The part is saved as a whole, against the version that was read;
 * what the server refuses shows on the field it names (`/rules/<part>/…`).
 */
export function RuleCard<T extends FieldValues>({
  campaign,
  part,
  title,
  hint,
  form,
  toPart,
  rows = "",
  children,
}: {
  campaign: Campaign;
  part: Part;
  title: string;
  hint?: string;
  form: UseFormReturn<T>;
  /** The form's values as the API wants the part. */
  toPart: (values: T) => unknown;
  /** For a part that is a list: the form's field that holds it. */
  rows?: string;
  children: ReactNode;
}) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (values: T) =>
      http.patch("/campaigns/{id}", { path: { id: campaign.id }, body: { rules: { [part]: toPart(values) } }, version: campaign.version }),
    onSuccess: (saved, values) => {
      client.setQueryData(resource(saved.id).queryKey, saved);
      form.reset(values as unknown as DefaultValues<T>);
      toast.success(`${title} saved`);
    },
    onError: (error) => showOnPart(form, part, rows, error),
  });
  const closed = campaign.status === "completed" || campaign.status === "cancelled";
  const message = form.formState.errors.root?.server?.message;
  useLeaveGuard(!closed && form.formState.isDirty);
  return (
    <FormProvider {...form}>
      <form
        noValidate
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          // What the server said the last time must not stop this time.
          form.clearErrors();
          void form.handleSubmit((values) => (showNotNumbers(form, part, rows, toPart(values)) ? undefined : save.mutate(values)))(event);
        }}
      >
        <SectionCard
          id={sectionId(title)}
          title={title}
          hint={hint}
          actions={
            <Button type="submit" size="sm" disabled={closed || save.isPending || !form.formState.isDirty}>
              Save
            </Button>
          }
        >
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

/** A number field that is empty or holds letters: every one of them is told, where the server would stop reading at the first. */
function showNotNumbers<T extends FieldValues>(form: UseFormReturn<T>, part: Part, rows: string, value: unknown) {
  const pointers = notNumbers(value, `/rules/${part}`);
  if (pointers.length > 0)
    showOnFields(
      form,
      part,
      rows,
      pointers.map((pointer) => ({ pointer, code: "field.number", detail: "Enter a number." })),
    );
  return pointers.length > 0;
}

function notNumbers(value: unknown, at: string): string[] {
  if (typeof value === "number") return Number.isNaN(value) ? [at] : [];
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, each]) => notNumbers(each, `${at}/${name}`))
    : [];
}

/** `/rules/queue/lists/0/weight` belongs to the field `lists.0.weight` of the part queue. */
function showOnFields<T extends FieldValues>(form: UseFormReturn<T>, part: Part, rows: string, errors: readonly FieldProblem[]) {
  const prefix = `/rules/${part}`;
  let shown = 0;
  for (const item of errors) {
    if (!item.pointer?.startsWith(prefix)) continue;
    const name = [
      rows,
      item.pointer
        .slice(prefix.length + 1)
        .split("/")
        .join("."),
    ]
      .filter(Boolean)
      .join(".");
    form.setError(
      (name === "" ? "root.server" : name) as Parameters<typeof form.setError>[0],
      { type: item.code, message: item.detail },
      { shouldFocus: shown === 0 && name !== "" },
    );
    shown += 1;
  }
  return shown;
}

function showOnPart<T extends FieldValues>(form: UseFormReturn<T>, part: Part, rows: string, error: unknown) {
  const problem = toProblem(error);
  const shown = showOnFields(form, part, rows, problem.errors);
  // What stands on another page (the ring time-out, the calling hours) is said here too: this card is what does not fit with it.
  const elsewhere = problem.errors.filter(({ pointer }) => !pointer.startsWith(`/rules/${part}`)).map(({ detail }) => detail);
  const message = elsewhere.join(" ") || (shown === 0 ? problem.detail || problem.title : "");
  if (message) form.setError("root.server", { type: problem.code, message });
}
