import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toastProblem } from "@/api/query";
import type { AgentView, Campaign, CampaignListRow, Page, QueueSnapshot, WhatIfAnswer } from "@/api/types";
import { callCampaigns, changes, queue } from "./queries";

export type Move = "start" | "pause" | "drain" | "complete";

/** Never optimistic: it dials. The card shows the new state when the server has it. */
export function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: Move }) => http.post<QueueSnapshot>(`/campaigns/${id}/${move}`),
    onMutate: ({ id }) => seen(client, queue(id).queryKey),
    onSuccess: (snapshot, { id }, before) => {
      adoptAnswer(client, queue(id).queryKey, snapshot, before);
      void client.invalidateQueries({ queryKey: changes(id).queryKey });
      client.setQueryData(
        callCampaigns().queryKey,
        (old: Page<CampaignListRow> | undefined) =>
          old && { ...old, items: old.items.map((item) => (item.id === id ? { ...item, status: snapshot.status } : item)) },
      );
    },
    onError: toastProblem,
  });
}

/** How a campaign dials, as far as it can be changed while it runs. */
export type Pace = Pick<CampaignListRow, "dialMode" | "powerRatio" | "abandonCap" | "maxConcurrent">;

export function useWhatIf() {
  return useMutation({
    mutationFn: ({ id, hours, pace }: { id: string; hours: number; pace: Pace }) =>
      http.post<WhatIfAnswer>(`/campaigns/${id}/what-if`, { hours, ...pace }),
  });
}

/** Beside the pace: how many leads are wanted and how busy agents are meant to be. */
export type Limits = Partial<Pace & Pick<CampaignListRow, "leadGoal">> & { rules?: { agents: Partial<Campaign["rules"]["agents"]> } };

/** The row of the list with what was changed. */
const changed = (row: CampaignListRow, saved: Campaign): CampaignListRow => ({
  ...row,
  dialMode: saved.dialMode,
  maxConcurrent: saved.maxConcurrent,
  powerRatio: saved.powerRatio,
  abandonCap: saved.abandonCap,
  leadGoal: saved.leadGoal,
  occupancyTarget: saved.rules.agents?.occupancyTarget ?? row.occupancyTarget,
  version: saved.version,
});

/** Applies from the next dial on; who asks shows the refusal where it was asked. The version comes fresh, because the control centre keeps campaigns open for hours. */
export function useSetPace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ campaign, pace }: { campaign: CampaignListRow; pace: Limits }) => {
      const { version } = await http.get<Campaign>(`/campaigns/${campaign.id}`);
      return http.patch<Campaign>(`/campaigns/${campaign.id}`, pace, version);
    },
    onSuccess: (saved) => {
      client.setQueryData(
        callCampaigns().queryKey,
        (old: Page<CampaignListRow> | undefined) =>
          old && { ...old, items: old.items.map((item) => (item.id === saved.id ? changed(item, saved) : item)) },
      );
      void client.invalidateQueries({ queryKey: queue(saved.id).queryKey });
      void client.invalidateQueries({ queryKey: changes(saved.id).queryKey });
    },
  });
}

/** In one step on the server: taken off first and put on after, each of them would be without a campaign in between and land on a break. */
export function useMoveAgents() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ from, to, agentIds }: { from: string; to: string; agentIds: string[] }) =>
      http.post(`/campaigns/${to}/agents/transfer`, { from, agentIds }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["campaigns"] }),
  });
}

export function useForceStatus() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agentId, status, reason }: { agentId: string; status: string; reason: string }) =>
      http.put<AgentView>(`/agents/${agentId}/status`, { status, reason }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["campaigns"] }),
    onError: toastProblem,
  });
}

export function useHangUp() {
  return useMutation({ mutationFn: (callId: string) => http.post(`/calls/${callId}/hangup`), onError: toastProblem });
}

/** The supervisor's own phone is called; asked again, the role changes. What becomes of it is pushed. */
export function useSupervise() {
  return useMutation({
    mutationFn: ({ callId, role }: { callId: string; role: string }) => http.post(`/calls/${callId}/supervision`, { role }),
    onError: toastProblem,
  });
}

export function useStopSupervising() {
  return useMutation({ mutationFn: (callId: string) => http.delete(`/calls/${callId}/supervision`), onError: toastProblem });
}
