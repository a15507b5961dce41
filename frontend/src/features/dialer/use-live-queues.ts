import { useQueries, useQueryClient } from "@tanstack/react-query";
import { adoptNews } from "@/api/news";
import { useChannel } from "@/api/realtime";
import type { AgentView, CampaignListRow, QueueSnapshot } from "@/api/types";
import { syncClock } from "@/lib/clock";
import { queue } from "./queries";

/** Snapshots of all running campaigns, kept current by push; the poll only covers a lost connection. */
export function useLiveQueues(campaigns: readonly CampaignListRow[]) {
  const client = useQueryClient();
  useChannel<QueueSnapshot | AgentView>("dialer", (kind, data) => {
    if (kind === "queue") {
      const snapshot = data as QueueSnapshot;
      syncClock(snapshot.at);
      adoptNews(client, queue(snapshot.campaignId).queryKey, snapshot);
    } else if (kind === "agent") {
      const view = data as AgentView;
      if (!view.campaignId) return;
      client.setQueryData(
        queue(view.campaignId).queryKey,
        (old: QueueSnapshot | undefined) =>
          old && {
            ...old,
            agents: old.agents.map((agent) =>
              agent.agentId === view.agentId ? { ...agent, status: view.status, since: view.since } : agent,
            ),
          },
      );
    }
  });
  useChannel("campaigns", () => void client.invalidateQueries({ queryKey: ["campaigns"] }));
  const live = campaigns.filter((campaign) => campaign.status !== "draft");
  const results = useQueries({ queries: live.map((campaign) => ({ ...queue(campaign.id), refetchInterval: 30_000 })) });
  return new Map(live.map((campaign, index) => [campaign.id, results[index]?.data]));
}
