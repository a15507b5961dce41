import { resource } from "@/api/query";
import type { Campaign, Page, QueueSnapshot } from "@/api/types";

export const callCampaigns = () => resource<Page<Campaign>>("/campaigns", { limit: 100, sort: "-createdAt" });
export const queue = (id: string) => resource<QueueSnapshot>(`/campaigns/${id}/queue`);
