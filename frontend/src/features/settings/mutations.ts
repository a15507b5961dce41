import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";
import type { PauseCode, User } from "@/api/types";

export function useCreateUser() {
  const client = useQueryClient();
  const create = useCreate("/users");
  return useMutation({
    mutationFn: (values: Body<"/users", "post">) => create(values),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["users"] }),
  });
}

export function useUpdateUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, changes }: { user: User; changes: Body<"/users/{id}", "patch"> }) =>
      http.patch("/users/{id}", { path: { id: user.id }, body: changes, version: user.version }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["users"] }),
    onError: toastProblem,
  });
}

/** The answer is a secret and is kept nowhere but in the dialog that shows it. */
export function useRenewSetupLink() {
  return useMutation({
    mutationFn: (id: string) => http.post("/users/{id}/setup-link", { path: { id } }),
    onError: toastProblem,
    gcTime: 0,
  });
}

export function useSetRoles() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, roles }: { user: User; roles: string[] }) =>
      http.put("/users/{id}/roles", { path: { id: user.id }, body: { roles }, version: user.version }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["users"] }),
  });
}

export function useSaveCompany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Body<"/tenants/current", "patch">) => http.patch("/tenants/current", { body: changes, version: null }),
    // The session carries both, and every figure of a day goes by the clock.
    onSuccess: () => void client.invalidateQueries(),
  });
}

export function useSavePauseCode(code: PauseCode | null) {
  const client = useQueryClient();
  const create = useCreate("/pause-codes");
  return useMutation({
    mutationFn: (body: Body<"/pause-codes", "post">) =>
      code ? http.patch("/pause-codes/{id}", { path: { id: code.id }, body, version: code.version }) : create(body),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["pause-codes"] }),
  });
}

export function useDeletePauseCode() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: PauseCode) => http.delete("/pause-codes/{id}", { path: { id: code.id } }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["pause-codes"] }),
    onError: toastProblem,
  });
}
