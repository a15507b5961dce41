import { useEffect, type ReactNode } from "react";
import { cn } from "@/lib/cn";

export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Pivotal`;
  }, [title]);
}

/** Title, one line of context, at most one primary action with the rest beside it, then the content. */
export function PageFrame(props: {
  title: string;
  context?: ReactNode;
  badge?: ReactNode;
  breadcrumb?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The content takes the remaining height and scrolls by itself (tables, the desk, review). */
  fill?: boolean;
}) {
  const { title, context, badge, breadcrumb, actions, children, fill = false } = props;
  useTitle(title);
  return (
    <div className={cn("flex min-w-0 flex-col", fill ? "h-full" : "min-h-full pb-10")}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-4 pb-3 lg:px-6">
        <div className="min-w-0 flex-1 basis-60">
          {breadcrumb && <div className="mb-0.5 text-xs text-muted-foreground">{breadcrumb}</div>}
          <div className="flex min-w-0 items-center gap-2">
            <h1 className="truncate text-title font-semibold tracking-[-0.015em]">{title}</h1>
            {badge}
          </div>
          {/* A page that will have a line keeps its place while the line's figures are on their way. */}
          {"context" in props && <p className="tabular min-h-4.5 text-table text-muted-foreground">{context}</p>}
        </div>
        {actions}
      </header>
      <div className={cn("flex min-w-0 flex-col px-4 lg:px-6", fill ? "min-h-0 flex-1 pb-4" : "gap-4")}>{children}</div>
    </div>
  );
}
