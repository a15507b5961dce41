import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";
import type { ContactListRow } from "@/api/types";

export type ListValues = Body<"/lists", "post">;

export function useSaveList(list: ContactListRow | null) {
  const client = useQueryClient();
  const create = useCreate("/lists");
  return useMutation({
    mutationFn: (values: ListValues) =>
      list ? http.patch("/lists/{id}", { path: { id: list.id }, body: values, version: list.version }) : create(values),
    onSettled: () => void client.invalidateQueries({ queryKey: ["lists"] }),
  });
}

export function useDeleteList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (list: ContactListRow) => http.delete("/lists/{id}", { path: { id: list.id }, version: list.version }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["lists"] }),
    onError: toastProblem,
  });
}
