import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { Body, QueryOf } from "@/api/contract";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";

import { count } from "@/lib/format";

export type Members = Body<"/lists/{id}/members", "post">;

export type Filter = Partial<Record<Exclude<keyof QueryOf<"/contacts">, "limit" | "cursor">, string>>;

/** The address holds texts; the body wants absent values and real booleans. */
export function filterBody(filter: Filter): Members["filter"] {
  const flag = (text?: string) => (text ? text === "true" : null);
  return {
    q: filter.q || null,
    accountId: filter.accountId || null,
    listId: filter.listId || null,
    importId: filter.importId || null,
    country: filter.country || null,
    hasPhone: flag(filter.hasPhone),
    suppressed: flag(filter.suppressed),
  };
}

export function useAddToList() {
  const client = useQueryClient();
  const create = useCreate("/lists");
  return useMutation({
    mutationFn: async ({ list, members }: { list: { id: string } | { name: string }; members: Members }) => {
      const id = "id" in list ? list.id : (await create({ name: list.name, description: "" })).id;
      return http.post("/lists/{id}/members", { path: { id }, body: members });
    },
    onSuccess: ({ added, already }) => {
      toast.success(`${count(added)} added to the list`, { description: already > 0 ? `${count(already)} were in it already` : undefined });
      void client.invalidateQueries({ queryKey: ["lists"] });
      void client.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
}

export function useSaveContact(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...changes }: { version: number } & Body<"/contacts/{id}", "patch">) =>
      http.patch("/contacts/{id}", { path: { id }, body: changes, version }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["contacts"] }),
  });
}

export function useCreateContact() {
  const client = useQueryClient();
  const create = useCreate("/contacts");
  return useMutation({
    mutationFn: (values: Body<"/contacts", "post">) => create(values),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["contacts"] }),
  });
}

export function useDeleteContact() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ["contacts", "pages"] });
  return useMutation({
    mutationFn: (id: string) => http.delete("/contacts/{id}", { path: { id } }),
    onSuccess: (_, id) => {
      refresh();
      toast("Contact deleted", {
        action: { label: "Undo", onClick: () => void http.post("/contacts/{id}/restore", { path: { id } }).then(refresh, toastProblem) },
      });
    },
    onError: toastProblem,
  });
}
