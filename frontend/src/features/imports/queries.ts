import { queryOptions } from "@tanstack/react-query";
import { http } from "@/api/http";
import { pages, resource } from "@/api/query";

export const importPages = () => pages("/imports");
export const oneImport = (id: string) => resource("/imports/{id}", { path: { id } });
/** What encodings make of the file depends on nothing but the file; the one that it is read in now comes first. */
export const encodingProposals = (id: string, encoding: string, delimiter: string) =>
  queryOptions({
    queryKey: ["imports", id, "encodings", encoding, delimiter],
    queryFn: ({ signal }) => http.get("/imports/{id}/encodings", { path: { id }, signal }),
    staleTime: Infinity,
  });
export const targets = () => ({ ...resource("/imports/targets"), staleTime: Infinity });
export const importErrors = (id: string) => pages("/imports/{id}/errors", { path: { id } });
export const listChoices = () => resource("/lists", { query: { limit: 200, sort: "name" } });

/** It runs, or others of the tenant run before it. */
export const isOpen = (status?: string) => status === "running" || status === "waiting";

/** A dry run of the first rows: a POST, but it changes nothing and its answer depends on the mapping alone. */
export const check = (id: string, mapping: string) =>
  queryOptions({
    queryKey: ["imports", id, "check", mapping],
    queryFn: ({ signal }) => http.post("/imports/{id}/check", { path: { id }, signal }),
    staleTime: Infinity,
  });
