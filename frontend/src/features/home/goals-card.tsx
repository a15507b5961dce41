import { Link } from "wouter";
import type { GoalProgress } from "@/api/types";
import { GoalBar } from "@/components/goal-bar";
import { SectionCard } from "@/components/section-card";

export function GoalsCard({ goals }: { goals: readonly GoalProgress[] }) {
  return (
    <SectionCard title="Lead goals" hint="running and paused campaigns" flush>
      {goals.length === 0 ? (
        <p className="p-4 text-table text-muted-foreground">No running campaign has a lead goal.</p>
      ) : (
        <ul className="py-1">
          {goals.map((goal) => (
            <li key={goal.campaignId}>
              <Link href={`/campaigns/${goal.campaignId}`} className="flex flex-col gap-1 px-4 py-2 hover:bg-hover">
                <span className="truncate text-table font-medium">{goal.name}</span>
                <GoalBar delivered={goal.leads} goal={goal.goal} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
