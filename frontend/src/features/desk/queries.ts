import { resource } from "@/api/query";
import type { AgentView, CallRow, ContactRow, MyBreak, MyContact, Page } from "@/api/types";

export const me = () => resource<AgentView>("/agents/me");
export const myCalls = (agentId: string) => resource<Page<CallRow>>("/calls", { agentId, limit: 12 });
export const colleagues = (accountId: string) => resource<Page<ContactRow>>("/contacts", { accountId, limit: 6 });
export const myBreaks = () => resource<MyBreak[]>("/agents/me/breaks");
export const myContacts = (q: string) => resource<MyContact[]>("/agents/me/contacts", q ? { q } : {});
