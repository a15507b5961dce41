import { useQuery } from "@tanstack/react-query";
import { Gauge, Tv } from "lucide-react";
import type { CSSProperties } from "react";
import { Link } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { plural } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { CampaignCard } from "./components/campaign-card";
import { CampaignDetail } from "./components/campaign-detail";
import { ListeningBar } from "./components/listening-bar";
import { callCampaigns } from "./queries";
import { useLiveQueues } from "./use-live-queues";

/** At most four in a row, the rows as even as can be; the cards of the last one grow, so that no gap stays. */
const perRow = (cards: number) => Math.ceil(cards / Math.ceil(cards / 4));

const finished = new Set(["completed", "cancelled"]);
const order = ["active", "draining", "paused", "completed", "cancelled"];

export default function ControlCentrePage() {
  const { get, set } = useUrlState();
  const query = useQuery(callCampaigns());
  const campaigns = (query.data?.items ?? []).filter((campaign) => campaign.status !== "draft");
  const showsFinished = get("finished") === "1";
  const sorted = campaigns.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const over = sorted.filter((campaign) => finished.has(campaign.status));
  // What is over stands in nobody's way, unless somebody looks at it.
  const shown = sorted.filter((campaign) => showsFinished || !finished.has(campaign.status) || campaign.id === get("campaign"));
  const chosen = sorted.find((campaign) => campaign.id === get("campaign")) ?? shown[0];
  const queues = useLiveQueues(shown);
  const snapshots = [...queues.values()].filter((snapshot) => snapshot !== undefined);
  const inFlight = snapshots.reduce((sum, snapshot) => sum + snapshot.inFlight, 0);
  const agents = snapshots.reduce((sum, snapshot) => sum + snapshot.agents.filter((agent) => agent.status !== "offline").length, 0);

  return (
    <PageFrame
      title="Control centre"
      context={query.data && `${plural(inFlight, "call")} in flight, ${plural(agents, "agent")} signed in`}
      actions={
        <div className="flex flex-wrap gap-2">
          {over.length > 0 && (
            <Button variant="ghost" aria-pressed={showsFinished} onClick={() => set({ finished: showsFinished ? "" : "1" })}>
              {showsFinished ? "Hide" : "Show"} {plural(over.length, "finished campaign")}
            </Button>
          )}
          <Button asChild variant="outline">
            <Link href={chosen && get("campaign") ? `/wallboard?campaign=${chosen.id}` : "/wallboard"}>
              <Tv />
              Wallboard
            </Link>
          </Button>
        </div>
      }
    >
      {query.isPending ? (
        <div className="flex flex-col gap-4" aria-busy="true">
          <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
            <Skeleton className="h-32 rounded-lg" />
            <Skeleton className="h-32 rounded-lg" />
            <Skeleton className="h-32 rounded-lg" />
          </div>
          <Skeleton className="h-20 rounded-lg" />
          <Skeleton className="h-64 rounded-lg" />
        </div>
      ) : query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !chosen ? (
        <EmptyState
          icon={Gauge}
          title={over.length > 0 ? "No campaign is running" : "No campaign has been started"}
          action={
            <Button asChild>
              <Link href="/campaigns/new">New campaign</Link>
            </Button>
          }
        >
          Campaigns appear here from their first start on, with what the dialer does and why.
        </EmptyState>
      ) : (
        <>
          <div
            role="list"
            aria-label="Campaigns"
            className="flex flex-wrap gap-3"
            style={{ "--per-row": perRow(shown.length) } as CSSProperties}
          >
            {shown.map((campaign) => (
              <CampaignCard
                key={campaign.id}
                campaign={campaign}
                snapshot={queues.get(campaign.id)}
                selected={campaign.id === chosen.id}
                onSelect={() => set({ campaign: campaign.id })}
              />
            ))}
          </div>
          <CampaignDetail
            key={chosen.id}
            campaign={chosen}
            snapshot={queues.get(chosen.id)}
            others={sorted.filter((campaign) => campaign.id !== chosen.id && !finished.has(campaign.status))}
          />
          <ListeningBar snapshots={snapshots} />
        </>
      )}
    </PageFrame>
  );
}
