import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";

export function useOrderMove(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (move: "start" | "complete" | "cancel") => http.post(`/orders/{id}/${move}`, { path: { id } }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["orders"] }),
    onError: toastProblem,
  });
}

export function useLinkCampaign(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ campaignId, linked }: { campaignId: string; linked: boolean }) =>
      linked
        ? http.put("/orders/{id}/campaigns/{campaignId}", { path: { id, campaignId } })
        : http.delete("/orders/{id}/campaigns/{campaignId}", { path: { id, campaignId } }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["orders"] }),
    onError: toastProblem,
  });
}
