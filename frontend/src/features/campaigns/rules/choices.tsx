import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** Several of a few: profiles, holiday calendars. */
export function Choices({
  legend,
  choices,
  value,
  onChange,
  error,
}: {
  legend: string;
  choices: Choice[];
  value: string[];
  onChange: (value: string[]) => void;
  error?: string;
}) {
  const id = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-table font-medium">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} htmlFor={`${id}-${choice.value}`} className="flex items-start gap-3 text-table">
          <Checkbox
            id={`${id}-${choice.value}`}
            className="mt-0.5"
            checked={value.includes(choice.value)}
            onCheckedChange={(on) => onChange(on === true ? [...value, choice.value] : value.filter((item) => item !== choice.value))}
          />
          <span>
            {choice.label}
            {choice.hint && <span className="block text-xs text-muted-foreground">{choice.hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p role="alert" className="text-xs text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
