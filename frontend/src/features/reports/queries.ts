import type { QueryOf } from "@/api/contract";
import { pages, resource } from "@/api/query";

export type ReportQuery = QueryOf<"/reports/dialer/campaigns">;

export const campaignsReport = (query: ReportQuery) => resource("/reports/dialer/campaigns", { query });
export const penetrationReport = (query: ReportQuery) => resource("/reports/dialer/penetration", { query });
export const agentsReport = (query: ReportQuery) => resource("/reports/dialer/agents", { query });
export const hoursReport = (query: ReportQuery) => resource("/reports/dialer/hours", { query });
export const amdReport = (query: ReportQuery) => resource("/reports/dialer/amd", { query });
export const callbacksReport = (query: ReportQuery) => resource("/reports/dialer/callbacks", { query });
export const abandonReport = (query: ReportQuery) => resource("/reports/dialer/abandon", { query });
export const callbackPages = (query: ReportQuery) => pages("/reports/dialer/callbacks/list", { query });
export const campaignChoices = () => resource("/campaigns", { query: { limit: 200, sort: "name" } });
