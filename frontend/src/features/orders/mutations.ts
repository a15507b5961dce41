import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";

export function useOrderMove(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (move: "start" | "complete" | "cancel") => http.post(`/orders/${id}/${move}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ["orders"] }),
    onError: toastProblem,
  });
}

export function useLinkCampaign(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ campaignId, linked }: { campaignId: string; linked: boolean }) =>
      linked ? http.put<unknown>(`/orders/${id}/campaigns/${campaignId}`) : http.delete<unknown>(`/orders/${id}/campaigns/${campaignId}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ["orders"] }),
    onError: toastProblem,
  });
}
