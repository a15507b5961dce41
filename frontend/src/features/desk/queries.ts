import { resource } from "@/api/query";

export const me = () => resource("/agents/me");
export const myCalls = (agentId: string) => resource("/calls", { query: { agentId, limit: 12 } });
export const colleagues = (accountId: string) => resource("/contacts", { query: { accountId, limit: 6 } });
export const myBreaks = () => resource("/agents/me/breaks");
export const myContacts = (q: string) => resource("/agents/me/contacts", { query: q ? { q } : {} });
