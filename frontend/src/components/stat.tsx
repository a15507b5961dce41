import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { cn } from "@/lib/cn";
import { Sparkline } from "./sparkline";
import { Skeleton } from "./ui/skeleton";

export interface StatProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  icon?: LucideIcon;
  href?: string;
  loading?: boolean;
  className?: string;
  /** How the figure came to be, oldest first. */
  trend?: readonly number[];
}

export function Stat({ label, value, note, icon: Icon, href, loading, className, trend }: StatProps) {
  const body = (
    <>
      <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
        {Icon && <Icon className="size-3.5" aria-hidden />}
        {label}
      </span>
      {loading ? (
        <Skeleton className="my-1.5 h-5 w-20" />
      ) : (
        <span className="tabular block text-figure font-semibold tracking-[-0.02em]">{value}</span>
      )}
      <span className="tabular block min-h-4 truncate text-xs text-muted-foreground">{loading ? "" : note}</span>
      {/* Its room is kept until the figures are there, so that nothing jumps. */}
      {trend && <span className="mt-1 block h-6">{trend.length > 1 && <Sparkline values={trend} />}</span>}
    </>
  );
  const look = cn("block min-w-0 rounded-lg border bg-surface px-4 py-3 shadow-card", className);
  if (!href) return <div className={look}>{body}</div>;
  return (
    <Link
      href={href}
      className={cn(
        look,
        "transition-[border-color,background] duration-150 hover:border-transparent hover:[background:linear-gradient(var(--surface),var(--surface))_padding-box,linear-gradient(120deg,var(--primary),var(--accent))_border-box]",
      )}
    >
      {body}
    </Link>
  );
}

/** Figures in one card, divided by hairlines: the live strips. */
export function StatStrip({ items }: { items: { label: string; value: ReactNode; note?: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-[repeat(auto-fit,minmax(116px,1fr))]">
      {items.map((item) => (
        <div key={item.label} className="min-w-0 bg-surface px-3 py-2.5 last:odd:col-span-2 sm:last:odd:col-span-1">
          <dt className="truncate text-xs text-muted-foreground">{item.label}</dt>
          <dd className="num text-[17px] leading-6 font-semibold">{item.value}</dd>
          {item.note !== undefined && <dd className="min-h-4 truncate text-xs text-muted-foreground">{item.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
