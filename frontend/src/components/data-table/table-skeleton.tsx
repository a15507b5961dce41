import { cn } from "@/lib/cn";
import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-3/4", "w-1/2", "w-2/3", "w-5/6", "w-2/5"];

export function TableSkeleton({ columns, rowHeight, className }: { columns: number; rowHeight: number; className?: string }) {
  const grid = { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` };
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label="Loading"
      className={cn("min-h-0 flex-1 overflow-hidden rounded-lg border bg-surface", className)}
    >
      {Array.from({ length: 24 }, (_, row) => (
        <div key={row} className="grid items-center gap-6 border-b px-3" style={{ ...grid, height: rowHeight }}>
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} className={cn("h-3", row === 0 ? "w-1/3" : widths[(row + column * 2) % widths.length])} />
          ))}
        </div>
      ))}
    </div>
  );
}
