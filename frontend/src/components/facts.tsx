import type { ReactNode } from "react";
import { none } from "@/lib/format";
import { cn } from "@/lib/cn";

export interface Fact {
  label: string;
  value: ReactNode;
  /** Data, not prose: set in the monospaced face. */
  mono?: boolean;
}

/** Label and value pairs: record panels, the call card, summaries. */
export function Facts({ items, className }: { items: Fact[]; className?: string }) {
  return (
    <dl className={cn("grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-table", className)}>
      {items.map((item) => (
        <div key={item.label} className="contents">
          <dt className="text-muted-foreground">{item.label}</dt>
          <dd className={cn("min-w-0 break-words", item.mono && "num")}>
            {item.value === null || item.value === undefined || item.value === "" ? none : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
