import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toProblem } from "@/api/problem";
import { toastProblem } from "@/api/query";
import type { Campaign, CampaignListRow } from "@/api/types";
import { callCampaigns, changes, queue } from "./queries";

export type Move = "start" | "pause" | "drain" | "complete";

/** Never optimistic: it dials. The card shows the new state when the server has it. */
export function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: Move }) => http.post(`/campaigns/{id}/${move}`, { path: { id } }),
    onMutate: ({ id }) => seen(client, queue(id).queryKey),
    onSuccess: (snapshot, { id }, before) => {
      adoptAnswer(client, queue(id).queryKey, snapshot, before);
      void client.invalidateQueries({ queryKey: changes(id).queryKey });
      client.setQueryData(
        callCampaigns().queryKey,
        (old) => old && { ...old, items: old.items.map((item) => (item.id === id ? { ...item, status: snapshot.status } : item)) },
      );
      // A move is a new version, which the next change has to name.
      void client.invalidateQueries({ queryKey: callCampaigns().queryKey });
    },
    onError: toastProblem,
  });
}

/** How a campaign dials, as far as it can be changed while it runs. */
export type Pace = Pick<CampaignListRow, "dialMode" | "powerRatio" | "abandonCap" | "maxConcurrent">;

export function useWhatIf() {
  return useMutation({
    mutationFn: ({ id, hours, pace }: { id: string; hours: number; pace: Pace }) =>
      http.post("/campaigns/{id}/what-if", { path: { id }, body: { hours, ...pace } }),
  });
}

/** Beside the pace: how many leads are wanted and how busy agents are meant to be. */
export type Limits = Body<"/campaigns/{id}", "patch">;

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

/**
 * Applies from the next dial on; who asks shows the refusal where it was asked. Whoever decided by a campaign that somebody else has changed
 * since is refused, and sees what holds now.
 */
export function useSetPace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ campaign, pace }: { campaign: CampaignListRow; pace: Limits }) =>
      http.patch("/campaigns/{id}", { path: { id: campaign.id }, body: pace, version: campaign.version }),
    onError: (error) => {
      if (toProblem(error).status === 412) void client.invalidateQueries({ queryKey: callCampaigns().queryKey });
    },
    onSuccess: (saved) => {
      client.setQueryData(
        callCampaigns().queryKey,
        (old) => old && { ...old, items: old.items.map((item) => (item.id === saved.id ? changed(item, saved) : item)) },
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
      http.post("/campaigns/{id}/agents/transfer", { path: { id: to }, body: { from, agentIds } }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["campaigns"] }),
  });
}

export function useForceStatus() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agentId, status, reason }: { agentId: string; status: string; reason: string }) =>
      http.put("/agents/{id}/status", { path: { id: agentId }, body: { status, reason } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["campaigns"] }),
    onError: toastProblem,
  });
}

export function useHangUp() {
  return useMutation({ mutationFn: (callId: string) => http.post("/calls/{id}/hangup", { path: { id: callId } }), onError: toastProblem });
}

/** The supervisor's own phone is called; asked again, the role changes. What becomes of it is pushed. */
export function useSupervise() {
  return useMutation({
    mutationFn: ({ callId, role }: { callId: string; role: string }) =>
      http.post("/calls/{id}/supervision", { path: { id: callId }, body: { role } }),
    onError: toastProblem,
  });
}

export function useStopSupervising() {
  return useMutation({
    mutationFn: (callId: string) => http.delete("/calls/{id}/supervision", { path: { id: callId } }),
    onError: toastProblem,
  });
}
