import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import type { SuppressionsAdded } from "@/api/types";

export function useAddSuppressions() {
  const client = useQueryClient();
  return useMutation({
    // Adding what is there already changes nothing, so this needs no key.
    mutationFn: (body: { kind: string; values: string[]; reason: string }) => http.post<SuppressionsAdded>("/suppressions", body),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["suppressions"] });
      void client.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
}

export function useRemoveSuppression() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`/suppressions/${id}`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["suppressions"] }),
    onError: toastProblem,
  });
}
