import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";
import type { CreatedUser, PauseCode, RenewedSetupLink, Tenant, User } from "@/api/types";

export function useCreateUser() {
  const client = useQueryClient();
  const create = useCreate<CreatedUser>("/users");
  return useMutation({
    mutationFn: (values: Record<string, unknown>) => create(values),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["users"] }),
  });
}

export function useUpdateUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, changes }: { user: User; changes: Record<string, unknown> }) =>
      http.patch<User>(`/users/${user.id}`, changes, user.version),
    onSettled: () => void client.invalidateQueries({ queryKey: ["users"] }),
    onError: toastProblem,
  });
}

/** The answer is a secret and is kept nowhere but in the dialog that shows it. */
export function useRenewSetupLink() {
  return useMutation({
    mutationFn: (id: string) => http.post<RenewedSetupLink>(`/users/${id}/setup-link`),
    onError: toastProblem,
    gcTime: 0,
  });
}

export function useSetRoles() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, roles }: { user: User; roles: string[] }) =>
      http.put<User>(`/users/${user.id}/roles`, { roles }, { version: user.version }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["users"] }),
  });
}

export function useSaveCompany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: { name: string; timeZone: string }) => http.patch<Tenant>("/tenants/current", changes, null),
    // The session carries both, and every figure of a day goes by the clock.
    onSuccess: () => void client.invalidateQueries(),
  });
}

export function useSavePauseCode(code: PauseCode | null) {
  const client = useQueryClient();
  const create = useCreate<PauseCode>("/pause-codes");
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      code ? http.patch<PauseCode>(`/pause-codes/${code.id}`, body, code.version) : create(body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["pause-codes"] }),
  });
}

export function useDeletePauseCode() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: PauseCode) => http.delete(`/pause-codes/${code.id}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ["pause-codes"] }),
    onError: toastProblem,
  });
}
