import { queryOptions } from "@tanstack/react-query";
import { http } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { ContactListRow, EncodingProposal, Import, ImportCheck, ImportError, ImportListRow, ImportTarget, Page } from "@/api/types";

export const importPages = () => pages<ImportListRow>("/imports");
export const oneImport = (id: string) => resource<Import>(`/imports/${id}`);
/** What encodings make of the file depends on nothing but the file; the one that it is read in now comes first. */
export const encodingProposals = (id: string, encoding: string, delimiter: string) =>
  queryOptions({
    queryKey: ["imports", id, "encodings", encoding, delimiter],
    queryFn: ({ signal }) => http.get<EncodingProposal[]>(`/imports/${id}/encodings`, undefined, signal),
    staleTime: Infinity,
  });
export const targets = () => ({ ...resource<ImportTarget[]>("/imports/targets"), staleTime: Infinity });
export const importErrors = (id: string) => pages<ImportError>(`/imports/${id}/errors`);
export const listChoices = () => resource<Page<ContactListRow>>("/lists", { limit: 200, sort: "name" });

/** It runs, or others of the tenant run before it. */
export const isOpen = (status?: string) => status === "running" || status === "waiting";

/** A dry run of the first rows: a POST, but it changes nothing and its answer depends on the mapping alone. */
export const check = (id: string, mapping: string) =>
  queryOptions({
    queryKey: ["imports", id, "check", mapping],
    queryFn: ({ signal }) => http.post<ImportCheck>(`/imports/${id}/check`, undefined, { signal }),
    staleTime: Infinity,
  });
