import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useRecordPlace } from "./record-place";

function Pane({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const page = useRecordPlace() === "page";
  return (
    <section
      aria-label={label}
      className={cn("flex min-w-0 flex-col gap-5", page && "rounded-lg border bg-surface p-4 shadow-card", page && className)}
    >
      {children}
    </section>
  );
}

/** Left: what is known. In a panel the three stand below each other. */
export function RecordFacts({ children }: { children: ReactNode }) {
  return <Pane label="Facts">{children}</Pane>;
}

/** Centre: what happened, the newest first. */
export function RecordTimeline({ children }: { children: ReactNode }) {
  return <Pane label="Timeline">{children}</Pane>;
}

/** Right: what else belongs to it. */
export function RecordRelated({ children }: { children: ReactNode }) {
  return (
    <Pane label="Related" className="lg:col-start-2 xl:col-start-auto">
      {children}
    </Pane>
  );
}
