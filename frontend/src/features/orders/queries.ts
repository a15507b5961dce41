import type { QueryOf } from "@/api/contract";
import { pages, resource } from "@/api/query";

export const orderPages = (query: QueryOf<"/orders">) => pages("/orders", { query });
export const order = (id: string) => resource("/orders/{id}", { path: { id } });
export const downloads = (id: string) => resource("/orders/{id}/downloads", { path: { id }, query: { limit: 50 } });
export const campaignChoices = () => resource("/campaigns", { query: { limit: 200, sort: "name" } });
