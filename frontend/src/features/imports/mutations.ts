import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import type { Import } from "@/api/types";
import { oneImport } from "./queries";

export interface Mapping {
  columns: { index: number; target: string | null }[];
  listName: string | null;
  listId: string | null;
}

function useImportMove<T>(id: string, send: (input: T) => Promise<Import>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (next) => {
      client.setQueryData(oneImport(id).queryKey, next);
      void client.invalidateQueries({ queryKey: ["imports", "pages"] });
      // The mapping may have made a list.
      void client.invalidateQueries({ queryKey: ["lists"] });
    },
    onError: toastProblem,
  });
}

export const useSaveMapping = (id: string) => useImportMove(id, (mapping: Mapping) => http.put<Import>(`/imports/${id}/mapping`, mapping));
export const useStartImport = (id: string) => useImportMove(id, () => http.post<Import>(`/imports/${id}/start`));
export const useCancelImport = (id: string) => useImportMove(id, () => http.post<Import>(`/imports/${id}/cancel`));
