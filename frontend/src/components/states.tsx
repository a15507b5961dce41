import { AlertTriangle, Lock, RotateCw, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { toProblem } from "@/api/problem";
import { cn } from "@/lib/cn";
import { Button } from "./ui/button";

function Centered({
  icon: Icon,
  tone = "plain",
  title,
  children,
  action,
  className,
  page = false,
}: {
  icon: LucideIcon;
  tone?: "plain" | "danger";
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
  /** It is the whole page, so its title is the page's heading. */
  page?: boolean;
}) {
  const Title = page ? "h1" : "p";
  return (
    <div className={cn("flex flex-col items-center justify-center px-6 py-14 text-center", className)}>
      <span
        className={cn(
          "mb-3 inline-flex size-10 items-center justify-center rounded-lg border bg-sunken text-muted-foreground",
          tone === "danger" && "border-transparent bg-danger-soft text-danger-ink",
        )}
      >
        <Icon className="size-5" aria-hidden />
      </span>
      <Title className="text-sm font-semibold">{title}</Title>
      {children && <div className="mt-1 max-w-md text-table text-balance text-muted-foreground">{children}</div>}
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}

/** What it is, why it is empty, and the one next step. */
export function EmptyState(props: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
  page?: boolean;
}) {
  return <Centered {...props} />;
}

export function ForbiddenState() {
  return (
    <Centered page icon={Lock} title="This page is not part of your role">
      Ask an administrator of your workspace for access if your work needs it.
    </Centered>
  );
}

export function ErrorState({ error, onRetry, className }: { error: unknown; onRetry?: () => void; className?: string }) {
  const problem = toProblem(error);
  if (problem.status === 403) return <ForbiddenState />;
  return (
    <div role="alert">
      <Centered
        icon={AlertTriangle}
        tone="danger"
        title={problem.title}
        className={className}
        action={
          onRetry && (
            <Button variant="outline" onClick={onRetry}>
              <RotateCw />
              Try again
            </Button>
          )
        }
      >
        {problem.detail}
        {problem.traceId && <span className="num mt-2 block text-xs">Trace {problem.traceId}</span>}
      </Centered>
    </div>
  );
}
