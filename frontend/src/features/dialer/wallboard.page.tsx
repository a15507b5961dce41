import { useQueries, useQuery } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useLinkState } from "@/api/realtime";
import { useSession } from "@/api/session";
import { useTitle } from "@/components/page-frame";
import { ErrorState } from "@/components/states";
import { useNow } from "@/lib/clock";
import { clock } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { WallAgents } from "./components/wall-agents";
import { WallAlert } from "./components/wall-alert";
import { WallCharts } from "./components/wall-charts";
import { WallFigures } from "./components/wall-figures";
import { extendPace, sumPaces } from "./pace-points";
import { callCampaigns, pace } from "./queries";
import { useLiveQueues } from "./use-live-queues";
import { sumQueues } from "./wall-sum";

const live = new Set(["active", "draining", "paused"]);

/** For the wall: read from three metres, nothing to press, nothing to scroll. Dark whatever the theme is. */
export default function WallboardPage() {
  useTitle("Wallboard");
  const { tenant } = useSession();
  const now = useNow();
  const stale = useLinkState() === "stale";
  const wanted = useUrlState().get("campaign");
  const query = useQuery({ ...callCampaigns(), refetchInterval: 60_000 });
  const campaigns = (query.data?.items ?? []).filter((campaign) => (wanted ? campaign.id === wanted : live.has(campaign.status)));
  const queues = useLiveQueues(campaigns);
  const snapshots = campaigns.flatMap((campaign) => queues.get(campaign.id) ?? []);
  const paces = useQueries({ queries: campaigns.map((campaign) => pace(campaign.id)) });
  const minutes = sumPaces(paces.flatMap((each, index) => (each.data ? [extendPace(each.data, queues.get(campaigns[index]!.id))] : [])));
  const title = campaigns.length === 1 ? campaigns[0]!.name : wanted ? "Campaign" : "All campaigns";

  return (
    <main className="dark flex min-h-dvh flex-col gap-[1.6vh] bg-background md:h-dvh md:overflow-hidden p-[1.8vh] text-foreground">
      <header className="flex items-baseline gap-4">
        <h1 className="truncate text-[clamp(20px,3.2vh,40px)] leading-tight font-semibold">{title}</h1>
        <span className="truncate text-[clamp(14px,1.9vh,24px)] text-muted-foreground">{tenant.name}</span>
        <time className="num ml-auto shrink-0 text-[clamp(20px,3.2vh,40px)] leading-tight font-semibold">{clock(now)}</time>
      </header>
      {stale && (
        <p
          role="status"
          className="flex items-center justify-center gap-3 rounded-lg bg-warning-soft py-[0.8vh] text-[clamp(16px,2.2vh,28px)] font-semibold text-warning-ink"
        >
          <WifiOff className="size-[1.1em]" aria-hidden />
          Live connection lost. Figures may be old; reconnecting.
        </p>
      )}
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} className="flex-1" />
      ) : query.data && campaigns.length === 0 ? (
        <p className="flex flex-1 items-center justify-center text-[clamp(20px,3vh,40px)] text-muted-foreground">
          {wanted ? "There is no such campaign." : "No campaign is running. The board fills when one starts."}
        </p>
      ) : (
        <>
          <WallAlert campaigns={campaigns} snapshots={snapshots} now={now} />
          <WallFigures sum={sumQueues(snapshots)} loading={snapshots.length < campaigns.length || query.isPending} />
          <WallCharts minutes={minutes} snapshots={snapshots} />
          <WallAgents agents={snapshots.flatMap((snapshot) => snapshot.agents)} />
        </>
      )}
    </main>
  );
}
