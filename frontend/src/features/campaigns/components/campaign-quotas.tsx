import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { GoalBar } from "@/components/goal-bar";
import { SectionCard } from "@/components/section-card";
import { quotas } from "../queries";

/** How far the campaign's quotas have come; nothing when it has none. */
export function CampaignQuotas({ id }: { id: string }) {
  const { data } = useQuery({ ...quotas(id), refetchInterval: 15_000 });
  if (!data || data.length === 0) return null;
  return (
    <SectionCard
      title="Quotas"
      actions={
        <Link href={`/campaigns/${id}/rules`} className="text-xs text-primary-ink hover:underline">
          Change
        </Link>
      }
    >
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {data.map((quota) => (
          <li key={quota.id} className="min-w-0">
            <p className="mb-1 truncate text-table">
              {quota.name} <span className="text-xs text-muted-foreground">{quota.values.join(", ")}</span>
            </p>
            <GoalBar delivered={quota.leads} goal={quota.goal} />
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
