import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { CampaignListRow, Order, OrderDownload, Page } from "@/api/types";

export const orderPages = (query: Query) => pages<Order>("/orders", query);
export const order = (id: string) => resource<Order>(`/orders/${id}`);
export const downloads = (id: string) => resource<Page<OrderDownload>>(`/orders/${id}/downloads`, { limit: 50 });
export const campaignChoices = () => resource<Page<CampaignListRow>>("/campaigns", { limit: 200, sort: "name" });
