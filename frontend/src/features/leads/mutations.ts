import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toastProblem } from "@/api/query";
import type { Lead } from "@/api/types";
import { lead } from "./queries";

function useLeadMove<T>(id: string, send: (input: T) => Promise<Lead>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: () => seen(client, lead(id).queryKey),
    onSuccess: (next, _, before) => adoptAnswer(client, lead(id).queryKey, next, before),
    onError: (error) => {
      toastProblem(error);
      // Somebody else may have been faster: show what is true now.
      void client.invalidateQueries({ queryKey: ["leads", id] });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["leads", "pages"] });
      void client.invalidateQueries({ queryKey: ["leads", "summary"] });
    },
  });
}

export const useStartReview = (id: string) => useLeadMove(id, () => http.post("/leads/{id}/review", { path: { id } }));
export const useRelease = (id: string) => useLeadMove(id, () => http.post("/leads/{id}/release", { path: { id } }));
export const usePublish = (id: string) => useLeadMove(id, () => http.post("/leads/{id}/publish", { path: { id } }));
export const useReject = (id: string) =>
  useLeadMove(id, (reason: string) => http.post("/leads/{id}/reject", { path: { id }, body: { reason } }));
export const useApprove = (id: string) => useLeadMove(id, () => http.post("/leads/{id}/approve", { path: { id } }));

/** Ticks show at once and roll back when the server refuses. */
export function useSaveChecklist(id: string) {
  const client = useQueryClient();
  const key = lead(id).queryKey;
  return useMutation({
    mutationFn: (input: { items: Record<string, boolean>; notes: string }) =>
      http.put("/leads/{id}/checklist", { path: { id }, body: input }),
    onMutate: async ({ items, notes }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData(key);
      client.setQueryData(
        key,
        (old: Lead | undefined) =>
          old && { ...old, reviewNotes: notes, checklist: old.checklist.map((item) => ({ ...item, done: items[item.id] ?? item.done })) },
      );
      return { before, ticked: seen(client, key) };
    },
    onSuccess: (next, _, { ticked }) => adoptAnswer(client, key, next, ticked),
    onError: (error, _, context) => {
      if (context && seen(client, key) === context.ticked) client.setQueryData(key, context.before);
      else void client.invalidateQueries({ queryKey: key });
      toastProblem(error);
    },
  });
}
