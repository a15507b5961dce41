import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { http, type Query } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useCreate } from "@/api/use-create";
import type { Contact, ContactListRow, MembersAdded } from "@/api/types";
import { count } from "@/lib/format";

export type Members = { contactIds: string[] } | { filter: Query };

/** The address holds texts; the body wants absent values and real booleans. */
export function filterBody(filter: Record<string, string>): Query {
  const given = Object.entries(filter).filter(([, value]) => value !== "");
  return Object.fromEntries(given.map(([key, value]) => [key, value === "true" ? true : value === "false" ? false : value]));
}

export function useAddToList() {
  const client = useQueryClient();
  const create = useCreate<ContactListRow>("/lists");
  return useMutation({
    mutationFn: async ({ list, members }: { list: { id: string } | { name: string }; members: Members }) => {
      const id = "id" in list ? list.id : (await create({ name: list.name, description: "" })).id;
      return http.post<MembersAdded>(`/lists/${id}/members`, members);
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
    mutationFn: ({ version, ...changes }: { version: number } & Record<string, unknown>) =>
      http.patch<Contact>(`/contacts/${id}`, changes, version),
    onSettled: () => void client.invalidateQueries({ queryKey: ["contacts"] }),
  });
}

export function useCreateContact() {
  const client = useQueryClient();
  const create = useCreate<Contact>("/contacts");
  return useMutation({
    mutationFn: (values: Record<string, string>) => create(values),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["contacts"] }),
  });
}

export function useDeleteContact() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ["contacts", "pages"] });
  return useMutation({
    mutationFn: (id: string) => http.delete(`/contacts/${id}`),
    onSuccess: (_, id) => {
      refresh();
      toast("Contact deleted", {
        action: { label: "Undo", onClick: () => void http.post(`/contacts/${id}/restore`).then(refresh, toastProblem) },
      });
    },
    onError: toastProblem,
  });
}
