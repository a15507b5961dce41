import { resource } from "@/api/query";
import type { AgentView, CallRow, ContactRow, Page } from "@/api/types";

export const me = () => resource<AgentView>("/agents/me");
export const myCalls = (agentId: string) => resource<Page<CallRow>>("/calls", { agentId, limit: 12 });
export const colleagues = (accountId: string) => resource<Page<ContactRow>>("/contacts", { accountId, limit: 6 });
