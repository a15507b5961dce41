import { useId, type ReactElement, type ReactNode, cloneElement } from "react";
import { get, useFormContext } from "react-hook-form";
import { cn } from "@/lib/cn";
import { Label } from "@/components/ui/label";

interface ControlProps {
  id?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}

/** A field that holds a list (days, values) gets its error on one of the list's places; people see it on the field. */
function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { message } = error as { message?: unknown };
  if (typeof message === "string" && message !== "") return message;
  if (!Array.isArray(error)) return undefined;
  for (const each of error) {
    const found = firstMessage(each);
    if (found) return found;
  }
  return undefined;
}

/** Label, control, hint and error, wired for assistive technology. `name` finds the error in the form around it. */
export function Field({
  name,
  label,
  hint,
  error: given,
  optional = false,
  className,
  children,
}: {
  name?: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  className?: string;
  children: ReactElement<ControlProps>;
}) {
  const id = useId();
  const form = useFormContext();
  const fromForm = name && form ? firstMessage(get(form.formState.errors, name)) : undefined;
  const error = given ?? fromForm;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional && <span className="font-normal text-muted-foreground"> (optional)</span>}
      </Label>
      {cloneElement(children, { id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-xs text-danger-ink">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-xs text-muted-foreground">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
