import { pages, resource } from "@/api/query";

export const myOrders = () => pages("/orders");
export const order = (id: string) => resource("/orders/{id}", { path: { id } });
export const leadPages = (id: string) => pages("/orders/{id}/leads", { path: { id } });
export const downloads = (id: string) => resource("/orders/{id}/downloads", { path: { id }, query: { limit: 50 } });
