export const roles = ["admin", "campaign_manager", "data_ops", "quality_analyst", "agent", "content_creator", "client_user"] as const;

export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  admin: "Administrator",
  campaign_manager: "Campaign manager",
  data_ops: "Data operations",
  quality_analyst: "Quality analyst",
  agent: "Agent",
  content_creator: "Content creator",
  client_user: "Client",
};

export const roleDuties: Record<Role, string> = {
  admin: "Everything in this workspace, users and roles included.",
  campaign_manager: "Builds and runs campaigns, watches the dialer, links orders.",
  data_ops: "Imports, lists and suppressions.",
  quality_analyst: "Reviews leads against the checklist.",
  agent: "Takes calls at the desk.",
  content_creator: "Writes content.",
  client_user: "Sees only the portal of the client they belong to.",
};

/** Places that belong to a person's own work: the server refuses them even to an administrator. */
const personal: readonly Role[] = ["agent", "client_user"];

export function mayOpen(own: readonly string[], allowed: readonly Role[]) {
  if (own.includes("admin") && !allowed.every((role) => personal.includes(role))) return true;
  return allowed.some((role) => own.includes(role));
}
