import { PageSkeleton } from "@/components/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export function ShellSkeleton() {
  return (
    <div className="flex h-full">
      <div className="hidden w-[232px] shrink-0 flex-col gap-3 border-r bg-surface p-4 lg:flex">
        <Skeleton className="mb-3 h-6 w-28" />
        {Array.from({ length: 8 }, (_, row) => (
          <Skeleton key={row} className="h-4 w-36" />
        ))}
      </div>
      <div className="min-w-0 flex-1">
        <div className="h-12 border-b bg-surface" />
        <PageSkeleton />
      </div>
    </div>
  );
}
