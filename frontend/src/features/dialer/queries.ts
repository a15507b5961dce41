import { resource } from "@/api/query";
import type { AuditEntry, Callback, CampaignListRow, CampaignPace, Page, QueueSnapshot } from "@/api/types";

export const callCampaigns = () => resource<Page<CampaignListRow>>("/campaigns", { limit: 100, sort: "-createdAt" });
export const queue = (id: string) => resource<QueueSnapshot>(`/campaigns/${id}/queue`);
/** Only their number is wanted. */
export const promises = (id: string) => resource<Page<Callback>>("/callbacks", { campaignId: id, limit: 1 });
export const changes = (id: string) => resource<Page<AuditEntry>>(`/campaigns/${id}/changes`, { limit: 10 });

/** The last hour by minute, read again three times a minute; pushes fill the time between. */
export const pace = (id: string) => ({ ...resource<CampaignPace>(`/campaigns/${id}/pace`, { minutes: 60 }), refetchInterval: 20_000 });
