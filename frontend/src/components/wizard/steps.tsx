import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";

export interface Step {
  key: string;
  title: string;
  hint?: string;
}

/** Where one is in a wizard. Done steps are links back; the ones to come wait. */
export function Steps({
  steps,
  current,
  reachable,
  onGo,
}: {
  steps: readonly Step[];
  current: string;
  reachable: (key: string) => boolean;
  onGo: (key: string) => void;
}) {
  const at = steps.findIndex((step) => step.key === current);
  // A step begins at its beginning, wherever the one before was scrolled to.
  const last = useRef(current);
  useEffect(() => {
    if (last.current === current) return;
    last.current = current;
    document.getElementById("content")?.scrollTo(0, 0);
  }, [current]);
  return (
    <ol aria-label="Steps" className="flex gap-1 overflow-x-auto lg:flex-col">
      {steps.map((step, index) => {
        const done = index < at;
        const active = index === at;
        return (
          <li key={step.key} className="shrink-0">
            <button
              type="button"
              disabled={!active && !reachable(step.key)}
              aria-current={active ? "step" : undefined}
              onClick={() => onGo(step.key)}
              className={cn(
                "flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-table disabled:text-muted-foreground",
                active ? "bg-primary-soft font-medium text-primary-ink" : "enabled:hover:bg-hover",
              )}
            >
              <span
                className={cn(
                  "num inline-flex size-5 shrink-0 items-center justify-center rounded-full border border-border-strong text-[11px]",
                  active && "border-primary bg-primary text-primary-foreground",
                  done && "border-transparent bg-success-soft text-success-ink",
                )}
              >
                {done ? <Check className="size-3" aria-label="Done" /> : index + 1}
              </span>
              <span className="min-w-0">
                {step.title}
                {step.hint && <span className="hidden truncate text-xs font-normal text-muted-foreground lg:block">{step.hint}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
