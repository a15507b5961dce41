import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export function SectionCard({
  id,
  title,
  hint,
  actions,
  children,
  className,
  flush = false,
}: {
  /** For links that lead here. */
  id?: string;
  title?: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  /** No inner padding: tables and lists reach the border. */
  flush?: boolean;
}) {
  return (
    <section
      id={id}
      aria-label={title}
      className={cn("flex min-w-0 scroll-mt-14 flex-col overflow-hidden rounded-lg border bg-surface shadow-card", className)}
    >
      {title && (
        <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5">
          <h2 className="text-table font-semibold">{title}</h2>
          {hint && <span className="tabular text-xs text-muted-foreground">{hint}</span>}
          {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={cn("min-h-0 flex-1", !flush && "p-4")}>{children}</div>
    </section>
  );
}
