import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { Lead, LeadRow } from "@/api/types";

export const leadPages = (query: Query) => pages<LeadRow>("/leads", query);
export const lead = (id: string) => resource<Lead>(`/leads/${id}`);
export const summary = () => resource<Record<string, number>>("/leads/summary");
