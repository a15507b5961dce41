import type { CampaignListRow } from "@/api/types";
import { StatusBadge } from "@/components/status-badge";
import { Progress } from "@/components/ui/progress";
import { count, plural, words } from "@/lib/format";

/** A campaign at a glance: how it dials, who is at work for it, and how far it is. */
export function CampaignCard({ campaign }: { campaign: CampaignListRow }) {
  return (
    <>
      <span className="flex w-full min-w-0 items-start justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate text-sm font-semibold">{campaign.name}</span>
          <span className="block text-xs text-muted-foreground">{words(campaign.dialMode)}</span>
        </span>
        <StatusBadge status={campaign.status} />
      </span>
      <span className="text-muted-foreground">
        {plural(campaign.counts.audience, "contact")} · {plural(campaign.agentCount, "agent")} · {plural(campaign.counts.leads, "lead")}
      </span>
      <span className="mt-auto">
        <ApprovedOfGoal campaign={campaign} /> <span className="text-xs text-muted-foreground">approved</span>
      </span>
    </>
  );
}

export function ApprovedOfGoal({ campaign }: { campaign: CampaignListRow }) {
  const { approved } = campaign.counts;
  if (!campaign.leadGoal) return <span className="num">{count(approved)}</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <Progress
        className="w-20"
        value={(approved / campaign.leadGoal) * 100}
        label="Approved leads of the goal"
        barClassName="bg-success"
      />
      <span className="num text-xs">
        {count(approved)}/{count(campaign.leadGoal)}
      </span>
    </span>
  );
}
