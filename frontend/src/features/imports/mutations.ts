import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toastProblem } from "@/api/query";
import type { Import } from "@/api/types";
import { oneImport } from "./queries";

export type Mapping = Body<"/imports/{id}/mapping", "put">;

type Reading = Body<"/imports/{id}/reading", "put">;

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

export const useSaveMapping = (id: string) =>
  useImportMove(id, (mapping: Mapping) => http.put("/imports/{id}/mapping", { path: { id }, body: mapping }));
export const useSetReading = (id: string) =>
  useImportMove(id, (reading: Reading) => http.put("/imports/{id}/reading", { path: { id }, body: reading }));
export const useStartImport = (id: string) => useImportMove(id, () => http.post("/imports/{id}/start", { path: { id } }));
export const useCancelImport = (id: string) => useImportMove(id, () => http.post("/imports/{id}/cancel", { path: { id } }));

export function useDeleteImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete("/imports/{id}", { path: { id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: oneImport(id).queryKey });
      void client.invalidateQueries({ queryKey: ["imports", "pages"] });
    },
    onError: toastProblem,
  });
}
