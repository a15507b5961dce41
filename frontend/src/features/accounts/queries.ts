import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { Account, AccountRow, ContactRow, Page } from "@/api/types";

export const accountPages = (query: Query) => pages<AccountRow>("/accounts", query);
export const account = (id: string) => resource<Account>(`/accounts/${id}`);
export const accountContacts = (accountId: string) => resource<Page<ContactRow>>("/contacts", { accountId, limit: 20, sort: "name" });
