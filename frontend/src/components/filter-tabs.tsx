import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** On a narrow screen the row scrolls, and the pressed one may be outside. */
const inView = (button: HTMLButtonElement | null) => button?.scrollIntoView?.({ block: "nearest", inline: "nearest" });

/** Looks like tabs, filters one table: the choice is a pressed button, since no panel of its own belongs to it. */
export function FilterTabs({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: ReactNode }[];
  onChange: (value: string) => void;
}) {
  return (
    <div role="group" aria-label={label} className="mb-3 flex items-center gap-4 overflow-x-auto border-b">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          ref={option.value === value ? inView : undefined}
          onClick={() => onChange(option.value)}
          className={cn(
            "inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-table font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:outline-offset-[-2px]",
            option.value === value && "border-primary text-foreground",
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
