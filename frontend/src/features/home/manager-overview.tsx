import type { UseQueryResult } from "@tanstack/react-query";
import type { Overview } from "@/api/types";
import { ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { DayBars } from "./day-bars";
import { GoalsCard } from "./goals-card";
import { LeadsCard } from "./lead-funnel";
import { TeamCard } from "./team-card";

/** The month, the team, the leads and the goals, for whoever runs campaigns. */
export function ManagerOverview({
  overview,
  leads,
}: {
  overview: UseQueryResult<Overview>;
  leads: Record<string, number> | null | undefined;
}) {
  if (overview.error && !overview.data) return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
  if (!overview.data || !leads) {
    return (
      <div className="grid gap-4 lg:grid-cols-3">
        <Skeleton className="h-[272px] lg:col-span-2" />
        <Skeleton className="h-[272px]" />
        <Skeleton className="h-64 lg:col-span-2" />
        <Skeleton className="h-64" />
      </div>
    );
  }
  const { days, team, goals } = overview.data;
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <DayBars days={days} />
      <TeamCard team={team} />
      <LeadsCard counts={leads} className="lg:col-span-2" />
      <GoalsCard goals={goals} />
    </div>
  );
}
