import { ChartColumn, Table2 } from "lucide-react";
import { useState, type ReactElement, type ReactNode } from "react";
import { ResponsiveContainer } from "recharts";
import { cn } from "@/lib/cn";
import { DataGrid, type ChartTable } from "./data-grid";
import { SectionCard } from "./section-card";
import { Button } from "./ui/button";

/** A chart with the table it was drawn from behind it: whoever cannot read the one reads the other. */
export function ChartCard({
  title,
  hint,
  actions,
  table,
  empty,
  height = 220,
  className,
  legend,
  children,
}: {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  table: ChartTable;
  /** Said instead when there is nothing to draw. */
  empty?: string;
  height?: number;
  className?: string;
  legend?: readonly { label: string; color: string }[];
  children: ReactElement;
}) {
  const [tabular, setTabular] = useState(false);
  return (
    <SectionCard
      title={title}
      hint={hint}
      className={className}
      flush
      actions={
        <>
          {actions}
          {!empty && (
            <Button variant="ghost" size="sm" onClick={() => setTabular(!tabular)}>
              {tabular ? <ChartColumn /> : <Table2 />}
              {tabular ? "Chart" : "Table"}
              <span className="sr-only">of {title}</span>
            </Button>
          )}
        </>
      }
    >
      {empty ? (
        <p className="px-4 py-6 text-table text-muted-foreground">{empty}</p>
      ) : tabular ? (
        <div className="overflow-auto" style={{ maxHeight: height + 48 }} tabIndex={0} role="region" aria-label={title}>
          <DataGrid {...table} />
        </div>
      ) : (
        <div className="p-4 pt-3">
          {legend && <Legend items={legend} />}
          <div role="img" aria-label={`${title}, as a chart. The button Table shows the numbers.`} style={{ height }}>
            <ResponsiveContainer width="100%" height="100%">
              {children}
            </ResponsiveContainer>
          </div>
        </div>
      )}
    </SectionCard>
  );
}

export function Legend({ items, className }: { items: readonly { label: string; color: string }[]; className?: string }) {
  return (
    <ul className={cn("mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground", className)}>
      {items.map((item) => (
        <li key={item.label} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-[2px]" style={{ background: item.color }} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
