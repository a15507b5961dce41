import { queryOptions } from "@tanstack/react-query";
import type { QueryOf } from "@/api/contract";
import { http } from "@/api/http";
import { pages, resource } from "@/api/query";

export const campaignPages = (query: QueryOf<"/campaigns">) => pages("/campaigns", { query });
export const campaign = (id: string) => resource("/campaigns/{id}", { path: { id } });
export const assignments = (id: string) => resource("/campaigns/{id}/agents", { path: { id } });
export const queue = (id: string) => resource("/campaigns/{id}/queue", { path: { id } });
export const entryPages = (id: string, query: QueryOf<"/campaigns/{id}/queue/entries">) =>
  pages("/campaigns/{id}/queue/entries", { path: { id }, query });
export const quotas = (id: string) => resource("/campaigns/{id}/quotas", { path: { id } });
export const callPages = (query: QueryOf<"/calls">) => pages("/calls", { query });
export const assignable = () => resource("/users/agents");
export const listChoices = () => resource("/lists", { query: { limit: 200, sort: "name" } });

export const complianceProfiles = () => resource("/compliance/profiles");
export const evidence = (id: string, query: QueryOf<"/campaigns/{id}/compliance/evidence">) =>
  resource("/campaigns/{id}/compliance/evidence", { path: { id }, query });

/** What holds for the campaign's calls; read again when the campaign has changed. */
export const law = (id: string, version: number) =>
  queryOptions({
    queryKey: ["campaigns", id, "compliance", version],
    queryFn: ({ signal }) => http.get("/campaigns/{id}/compliance", { path: { id }, signal }),
  });

/** Who would be dialled, and who not and why. A POST that changes nothing. */
export const preview = (listId: string) =>
  queryOptions({
    queryKey: ["campaigns", "preview", listId],
    queryFn: ({ signal }) => http.post("/campaigns/preview", { body: { listId }, signal }),
    enabled: listId !== "",
  });
