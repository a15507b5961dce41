import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { useCreate } from "@/api/use-create";
import type { Order } from "@/api/types";
import { order } from "./queries";

export function useSaveOrder() {
  const client = useQueryClient();
  const create = useCreate<Order>("/orders");
  return useMutation({
    mutationFn: ({ draft, body }: { draft: { id: string; version: number } | null; body: Record<string, unknown> }) =>
      draft ? http.patch<Order>(`/orders/${draft.id}`, body, draft.version) : create(body),
    onSuccess: (saved) => {
      client.setQueryData(order(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["orders", "pages"] });
    },
  });
}

export function useSubmitOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Order>(`/orders/${id}/submit`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["orders"] }),
  });
}
