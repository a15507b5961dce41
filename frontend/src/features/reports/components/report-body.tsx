import { useQuery } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import type { ReactNode } from "react";
import type { Query } from "@/api/http";
import type { Report } from "@/api/types";
import { EmptyState, ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { report } from "../queries";

/** Loads one report and shows its states; what the rows look like is the report's own matter. */
export function ReportBody<T>({
  name,
  query,
  children,
}: {
  name: string;
  query: Query;
  children: (rows: readonly T[], timeZone: string) => ReactNode;
}) {
  const result = useQuery(report<T>(name, query));
  const answer: Report<T> | undefined = result.data;
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
