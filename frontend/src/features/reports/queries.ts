import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { CallbackLine, CampaignListRow, Page, Report } from "@/api/types";

export const report = <T>(name: string, query: Query) => resource<Report<T>>(`/reports/dialer/${name}`, query);
export const callbackPages = (query: Query) => pages<CallbackLine>("/reports/dialer/callbacks/list", query);
export const campaignChoices = () => resource<Page<CampaignListRow>>("/campaigns", { limit: 200, sort: "name" });
