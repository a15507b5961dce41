import type { QueryOf } from "@/api/contract";
import { pages, resource } from "@/api/query";

export const accountPages = (query: QueryOf<"/accounts">) => pages("/accounts", { query });
export const account = (id: string) => resource("/accounts/{id}", { path: { id } });
export const accountContacts = (accountId: string) => resource("/contacts", { query: { accountId, limit: 20, sort: "name" } });
