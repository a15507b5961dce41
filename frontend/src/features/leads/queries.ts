import type { QueryOf } from "@/api/contract";
import { pages, resource } from "@/api/query";

export const leadPages = (query: QueryOf<"/leads">) => pages("/leads", { query });
export const lead = (id: string) => resource("/leads/{id}", { path: { id } });
export const summary = () => resource("/leads/summary");
