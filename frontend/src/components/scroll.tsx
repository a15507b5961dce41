import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A wide table scrolls by itself, by keyboard too. Relative, because words for screen readers are placed absolutely and would widen the page. */
export function Scroll({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn("relative overflow-x-auto", className)} tabIndex={0} role="region" aria-label={`${label}, table`}>
      {children}
    </div>
  );
}
