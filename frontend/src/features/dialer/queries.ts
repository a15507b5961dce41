import { resource } from "@/api/query";

export const callCampaigns = () => resource("/campaigns", { query: { limit: 100, sort: "-createdAt" } });
export const queue = (id: string) => resource("/campaigns/{id}/queue", { path: { id } });
/** Only their number is wanted. */
export const promises = (id: string) => resource("/callbacks", { query: { campaignId: id, limit: 1 } });
export const changes = (id: string) => resource("/campaigns/{id}/changes", { path: { id }, query: { limit: 10 } });

/** The last hour by minute, read again three times a minute; pushes fill the time between. */
export const pace = (id: string) => ({
  ...resource("/campaigns/{id}/pace", { path: { id }, query: { minutes: 60 } }),
  refetchInterval: 20_000,
});
