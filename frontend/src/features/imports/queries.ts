import { queryOptions } from "@tanstack/react-query";
import { http } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { ContactListRow, Import, ImportCheck, ImportError, ImportTarget, Page } from "@/api/types";

export const importPages = () => pages<Import>("/imports");
export const oneImport = (id: string) => resource<Import>(`/imports/${id}`);
export const targets = () => ({ ...resource<ImportTarget[]>("/imports/targets"), staleTime: Infinity });
export const importErrors = (id: string) => pages<ImportError>(`/imports/${id}/errors`);
export const listChoices = () => resource<Page<ContactListRow>>("/lists", { limit: 200, sort: "name" });

/** A dry run of the first rows: a POST, but it changes nothing and its answer depends on the mapping alone. */
export const check = (id: string, mapping: string) =>
  queryOptions({
    queryKey: ["imports", id, "check", mapping],
    queryFn: ({ signal }) => http.post<ImportCheck>(`/imports/${id}/check`, undefined, { signal }),
    staleTime: Infinity,
  });
