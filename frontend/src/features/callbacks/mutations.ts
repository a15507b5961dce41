import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import type { Callback } from "@/api/types";

const path = "/campaigns/{id}/callbacks/{contactId}";
const of = (callback: Callback) => ({ id: callback.campaignId, contactId: callback.contactId });

export function useReassign(callback: Callback) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body<typeof path, "put">) => http.put(path, { path: of(callback), body }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["callbacks"] }),
  });
}

export function useCancelCallback(callback: Callback) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete(path, { path: of(callback) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["callbacks"] }),
  });
}
