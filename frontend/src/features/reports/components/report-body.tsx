import type { UseQueryResult } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState, ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";

/** One report and its states; what the rows look like is the report's own matter. */
export function ReportBody<T>({
  result,
  children,
}: {
  result: UseQueryResult<{ rows: T[]; timeZone: string }>;
  children: (rows: readonly T[], timeZone: string) => ReactNode;
}) {
  const answer = result.data;
  if (result.isPending) {
    return (
      <div className="flex flex-col gap-4" aria-busy="true">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-48 rounded-lg" />
      </div>
    );
  }
  if (!answer) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  if (answer.rows.length === 0) {
    return (
      <EmptyState icon={FileSearch} title="Nothing in this range">
        No row fits these days and this campaign. Choose other days, or all campaigns.
      </EmptyState>
    );
  }
  return <>{children(answer.rows, answer.timeZone)}</>;
}
