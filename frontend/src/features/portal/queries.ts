import { pages, resource } from "@/api/query";
import type { Order, OrderDownload, OrderLead, Page } from "@/api/types";

export const myOrders = () => pages<Order>("/orders");
export const order = (id: string) => resource<Order>(`/orders/${id}`);
export const leadPages = (id: string) => pages<OrderLead>(`/orders/${id}/leads`);
export const downloads = (id: string) => resource<Page<OrderDownload>>(`/orders/${id}/downloads`, { limit: 50 });
