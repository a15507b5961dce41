import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { useCreate } from "@/api/use-create";
import { order } from "./queries";

export function useSaveOrder() {
  const client = useQueryClient();
  const create = useCreate("/orders");
  return useMutation({
    mutationFn: ({ draft, body }: { draft: { id: string; version: number } | null; body: Body<"/orders", "post"> }) =>
      draft ? http.patch("/orders/{id}", { path: { id: draft.id }, body, version: draft.version }) : create(body),
    onSuccess: (saved) => {
      client.setQueryData(order(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["orders", "pages"] });
    },
  });
}

export function useSubmitOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post("/orders/{id}/submit", { path: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["orders"] }),
  });
}
