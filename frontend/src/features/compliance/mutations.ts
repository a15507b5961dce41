import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http, newKey } from "@/api/http";
import { toastProblem } from "@/api/query";
import { retention } from "./queries";
import type { CallRetention, ComplianceProfile, ComplianceProfileBody, SuppressionsAdded } from "@/api/types";

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

export function useSaveProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ profile, body }: { profile: ComplianceProfile | null; body: ComplianceProfileBody }) =>
      profile
        ? http.put<ComplianceProfile>(`/compliance/profiles/${profile.id}`, body, { version: profile.version })
        : http.post<ComplianceProfile>("/compliance/profiles", body, { idempotencyKey: newKey() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["compliance"] });
      void client.invalidateQueries({ queryKey: ["campaigns"] });
    },
  });
}

export function useChangeRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (removesOldCalls: boolean) => http.put<CallRetention>("/compliance/retention", { removesOldCalls }),
    onSuccess: (saved) => client.setQueryData(retention().queryKey, saved),
    onError: toastProblem,
  });
}

export function useDeleteProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`/compliance/profiles/${id}`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["compliance"] }),
    onError: toastProblem,
  });
}
