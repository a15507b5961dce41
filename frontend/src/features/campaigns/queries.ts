import { queryOptions } from "@tanstack/react-query";
import { http, type Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type {
  AssignableAgent,
  AudiencePreview,
  CallRow,
  Campaign,
  CampaignAgentIds,
  CampaignListRow,
  CampaignCompliance,
  ComplianceEvidence,
  ComplianceProfiles,
  ContactListRow,
  Page,
  QueueEntry,
  QueueSnapshot,
  QuotaView,
} from "@/api/types";

export const campaignPages = (query: Query) => pages<CampaignListRow>("/campaigns", query);
export const campaign = (id: string) => resource<Campaign>(`/campaigns/${id}`);
export const assignments = (id: string) => resource<CampaignAgentIds>(`/campaigns/${id}/agents`);
export const queue = (id: string) => resource<QueueSnapshot>(`/campaigns/${id}/queue`);
export const entryPages = (id: string, query: Query) => pages<QueueEntry>(`/campaigns/${id}/queue/entries`, query);
export const quotas = (id: string) => resource<QuotaView[]>(`/campaigns/${id}/quotas`);
export const callPages = (query: Query) => pages<CallRow>("/calls", query);
export const assignable = () => resource<AssignableAgent[]>("/users/agents");
export const listChoices = () => resource<Page<ContactListRow>>("/lists", { limit: 200, sort: "name" });

export const complianceProfiles = () => resource<ComplianceProfiles>("/compliance/profiles");
export const evidence = (id: string, query: Query) => resource<ComplianceEvidence>(`/campaigns/${id}/compliance/evidence`, query);

/** What holds for the campaign's calls; read again when the campaign has changed. */
export const law = (id: string, version: number) =>
  queryOptions({
    queryKey: ["campaigns", id, "compliance", version],
    queryFn: ({ signal }) => http.get<CampaignCompliance>(`/campaigns/${id}/compliance`, undefined, signal),
  });

/** Who would be dialled, and who not and why. A POST that changes nothing. */
export const preview = (listId: string) =>
  queryOptions({
    queryKey: ["campaigns", "preview", listId],
    queryFn: ({ signal }) => http.post<AudiencePreview>("/campaigns/preview", { listId }, { signal }),
    enabled: listId !== "",
  });
