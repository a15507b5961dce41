import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";
import type { ContactListRow } from "@/api/types";

export interface ListValues {
  name: string;
  description: string;
}

export function useSaveList(list: ContactListRow | null) {
  const client = useQueryClient();
  const create = useCreate<ContactListRow>("/lists");
  return useMutation({
    mutationFn: (values: ListValues) => (list ? http.patch<ContactListRow>(`/lists/${list.id}`, values, list.version) : create(values)),
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
