import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";
import type { AgentAssignment } from "@/api/types";
import { campaign, queue } from "./queries";

export type Move = "start" | "pause" | "drain" | "complete";

export function useSaveCampaign() {
  const client = useQueryClient();
  const create = useCreate("/campaigns");
  return useMutation({
    mutationFn: ({ draft, body }: { draft: { id: string; version: number } | null; body: Body<"/campaigns", "post"> }) =>
      draft ? http.patch("/campaigns/{id}", { path: { id: draft.id }, body, version: draft.version }) : create(body),
    onSuccess: (saved) => {
      client.setQueryData(campaign(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["campaigns", "pages"] });
    },
  });
}

export function useAssignAgents() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; agentIds: string[]; assignments?: AgentAssignment[] }) =>
      http.put("/campaigns/{id}/agents", { path: { id }, body }),
    onSuccess: (_, { id }) => {
      void client.invalidateQueries({ queryKey: ["campaigns", id] });
      void client.invalidateQueries({ queryKey: ["users", "agents"] });
    },
  });
}

export function useMoveCampaign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: Move }) => http.post(`/campaigns/{id}/${move}`, { path: { id } }),
    onMutate: ({ id }) => seen(client, queue(id).queryKey),
    onSuccess: (snapshot, { id }, before) => {
      adoptAnswer(client, queue(id).queryKey, snapshot, before);
      void client.invalidateQueries({ queryKey: ["campaigns"] });
    },
    onError: toastProblem,
  });
}

export function useDeleteCampaign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) => http.delete("/campaigns/{id}", { path: { id }, version }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["campaigns", "pages"] }),
    onError: toastProblem,
  });
}
