import { get, useFormContext } from "react-hook-form";

/** What the server says of a list of rows as a whole. */
export function RowsProblem({ name }: { name: string }) {
  const { formState } = useFormContext();
  const problem = get(formState.errors, name) as { message?: unknown; root?: { message?: unknown } } | undefined;
  const message = problem?.message ?? problem?.root?.message;
  if (typeof message !== "string" || message === "") return null;
  return (
    <p role="alert" className="text-xs text-danger-ink">
      {message}
    </p>
  );
}
