import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http, newKey } from "@/api/http";
import { toastProblem } from "@/api/query";
import { retention } from "./queries";
import type { ComplianceProfile } from "@/api/types";

export function useAddSuppressions() {
  const client = useQueryClient();
  return useMutation({
    // Adding what is there already changes nothing, so this needs no key.
    mutationFn: (body: Body<"/suppressions", "post">) => http.post("/suppressions", { body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["suppressions"] });
      void client.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
}

export function useRemoveSuppression() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete("/suppressions/{id}", { path: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["suppressions"] }),
    onError: toastProblem,
  });
}

export function useSaveProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ profile, body }: { profile: ComplianceProfile | null; body: Body<"/compliance/profiles", "post"> }) =>
      profile
        ? http.put("/compliance/profiles/{id}", { path: { id: profile.id }, body, version: profile.version })
        : http.post("/compliance/profiles", { body, idempotencyKey: newKey() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["compliance"] });
      void client.invalidateQueries({ queryKey: ["campaigns"] });
    },
  });
}

export function useChangeRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (removesOldCalls: boolean) => http.put("/compliance/retention", { body: { removesOldCalls } }),
    onSuccess: (saved) => client.setQueryData(retention().queryKey, saved),
    onError: toastProblem,
  });
}

export function useDeleteProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete("/compliance/profiles/{id}", { path: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["compliance"] }),
    onError: toastProblem,
  });
}
