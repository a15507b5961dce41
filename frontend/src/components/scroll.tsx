import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A wide table scrolls by itself, by keyboard too. */
export function Scroll({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className={cn("overflow-x-auto", className)} tabIndex={0} role="region" aria-label={`${label}, table`}>
      {children}
    </div>
  );
}
