import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";

export function useSaveAccount(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...changes }: { version: number } & Body<"/accounts/{id}", "patch">) =>
      http.patch("/accounts/{id}", { path: { id }, body: changes, version }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["accounts"] }),
  });
}
