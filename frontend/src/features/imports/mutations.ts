import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toastProblem } from "@/api/query";
import type { Import } from "@/api/types";
import { oneImport } from "./queries";

export interface Mapping {
  columns: { index: number; target: string | null; reading?: string | null }[];
  listName: string | null;
  listId: string | null;
}

export interface Reading {
  encoding: string | null;
  delimiter: string | null;
}

function useImportMove<T>(id: string, send: (input: T) => Promise<Import>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: () => seen(client, oneImport(id).queryKey),
    onSuccess: (next, _, before) => {
      adoptAnswer(client, oneImport(id).queryKey, next, before);
      void client.invalidateQueries({ queryKey: ["imports", "pages"] });
      // The mapping may have made a list.
      void client.invalidateQueries({ queryKey: ["lists"] });
    },
    onError: toastProblem,
  });
}

export const useSaveMapping = (id: string) => useImportMove(id, (mapping: Mapping) => http.put<Import>(`/imports/${id}/mapping`, mapping));
export const useSetReading = (id: string) => useImportMove(id, (reading: Reading) => http.put<Import>(`/imports/${id}/reading`, reading));
export const useStartImport = (id: string) => useImportMove(id, () => http.post<Import>(`/imports/${id}/start`));
export const useCancelImport = (id: string) => useImportMove(id, () => http.post<Import>(`/imports/${id}/cancel`));

export function useDeleteImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete(`/imports/${id}`),
    onSuccess: () => {
      client.removeQueries({ queryKey: oneImport(id).queryKey });
      void client.invalidateQueries({ queryKey: ["imports", "pages"] });
    },
    onError: toastProblem,
  });
}
