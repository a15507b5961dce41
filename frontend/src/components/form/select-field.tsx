import { forwardRef } from "react";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

export interface Option {
  value: string;
  label: string;
}

/** A select fed by data. Radix forbids empty values, so "no choice" is the placeholder. */
export const SelectInput = forwardRef<
  HTMLButtonElement,
  {
    value: string;
    onValueChange: (value: string) => void;
    options: readonly Option[];
    placeholder?: string;
    id?: string;
    disabled?: boolean;
    className?: string;
    "aria-label"?: string;
    "aria-invalid"?: boolean;
    "aria-describedby"?: string;
  }
>(function SelectInput({ value, onValueChange, options, placeholder = "Choose", disabled, ...trigger }, ref) {
  return (
    <Select value={value} onValueChange={onValueChange} disabled={disabled}>
      {/* Ctrl Enter submits, here as in every other field; without this the list would open. */}
      <SelectTrigger
        ref={ref}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.preventDefault()}
        {...trigger}
      >
        <SelectValue placeholder={placeholder} />
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
});
