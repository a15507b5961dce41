import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import type { Callback } from "@/api/types";

const path = (callback: Callback) => `/campaigns/${callback.campaignId}/callbacks/${callback.contactId}`;

export function useReassign(callback: Callback) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { agentId: string | null; at: string | null }) => http.put(path(callback), body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["callbacks"] }),
  });
}

export function useCancelCallback(callback: Callback) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete(path(callback)),
    onSettled: () => void client.invalidateQueries({ queryKey: ["callbacks"] }),
  });
}
