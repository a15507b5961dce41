import { Info } from "lucide-react";
import { Link } from "wouter";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { QueueWorkNote } from "@/components/queue-work";
import { SectionCard } from "@/components/section-card";
import { Skeleton } from "@/components/ui/skeleton";
import { count, moment } from "@/lib/format";
import { idleWord } from "../words";
import { AbandonBudget } from "./abandon-budget";
import { AgentsTable } from "./agents-table";
import { Alerts } from "./alerts";
import { CampaignControls } from "./campaign-controls";
import { ChangesCard } from "./changes-card";
import { IdleCard } from "./idle-card";
import { LiveCallsTable } from "./live-calls-table";
import { LiveStrip } from "./live-strip";
import { PaceCard } from "./pace-card";
import { PacingChart } from "./pacing-chart";
import { QueueDepthChart } from "./queue-depth-chart";

export function CampaignDetail({
  campaign,
  snapshot,
  others,
}: {
  campaign: CampaignListRow;
  snapshot: QueueSnapshot | undefined;
  others: readonly CampaignListRow[];
}) {
  if (!snapshot) return <Skeleton className="h-72 rounded-lg" />;
  const { agents } = snapshot;
  const signedIn = agents.filter((agent) => agent.status !== "offline").length;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto min-w-0 truncate text-[15px] font-semibold">
          <Link href={`/campaigns/${campaign.id}`} className="hover:underline">
            {campaign.name}
          </Link>
        </h2>
        <CampaignControls campaign={campaign} snapshot={snapshot} others={others} />
      </div>
      <Alerts snapshot={snapshot} />
      <QueueWorkNote work={snapshot.work} running={snapshot.status === "active"} />
      {snapshot.idleReason && (
        <p role="status" className="flex items-center gap-2 rounded-lg border bg-surface px-3 py-2 text-table">
          <Info className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          Not dialing. {idleWord(snapshot.idleReason)}
          {snapshot.nextOpen && ` Calling hours open ${moment(snapshot.nextOpen, campaign.timeZone)}.`}
        </p>
      )}
      <LiveStrip snapshot={snapshot} />
      {/* Agents have more columns than calls, and names are read whole. */}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <SectionCard title="Agents" hint={`${signedIn} of ${agents.length} signed in`} flush>
          <AgentsTable agents={agents} idle={snapshot.idle} />
        </SectionCard>
        <SectionCard title="Live calls" hint={count(snapshot.calls.length)} flush>
          <LiveCallsTable calls={snapshot.calls} agents={agents} />
        </SectionCard>
      </div>
      <PacingChart campaignId={campaign.id} snapshot={snapshot} />
      <div className="grid gap-4 xl:grid-cols-2">
        <PaceCard campaign={campaign} pace={snapshot.pace} />
        <div className="flex min-w-0 flex-col gap-4 [&>:last-child]:flex-1">
          <AbandonBudget today={snapshot.today} cap={snapshot.pace.abandonCap} />
          <ChangesCard campaignId={campaign.id} />
        </div>
        <IdleCard snapshot={snapshot} />
        <QueueDepthChart snapshot={snapshot} />
      </div>
    </>
  );
}
