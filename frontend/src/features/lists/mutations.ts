import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import type { ContactListRow } from "@/api/types";

export interface ListValues {
  name: string;
  description: string;
}

export function useSaveList(list: ContactListRow | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...values }: ListValues & { key: string }) =>
      list ? http.patch<ContactListRow>(`/lists/${list.id}`, values, list.version) : http.post<ContactListRow>("/lists", values, { idempotencyKey: key }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["lists"] }),
  });
}

export function useDeleteList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (list: ContactListRow) => http.delete(`/lists/${list.id}`, { version: list.version }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["lists"] }),
    onError: toastProblem,
  });
}
