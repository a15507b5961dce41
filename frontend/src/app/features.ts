import { accounts } from "@/features/accounts/routes";
import { callbacks } from "@/features/callbacks/routes";
import { campaigns } from "@/features/campaigns/routes";
import { compliance } from "@/features/compliance/routes";
import { contacts } from "@/features/contacts/routes";
import { desk } from "@/features/desk/routes";
import { dialer } from "@/features/dialer/routes";
import { home } from "@/features/home/routes";
import { imports } from "@/features/imports/routes";
import { leads } from "@/features/leads/routes";
import { lists } from "@/features/lists/routes";
import { orders } from "@/features/orders/routes";
import { portal } from "@/features/portal/routes";
import { reports } from "@/features/reports/routes";
import { settings } from "@/features/settings/routes";
import { sections, type Feature } from "@/lib/feature";
import { mayOpen, type Role } from "@/lib/roles";

const features: readonly Feature[] = [
  home,
  accounts,
  contacts,
  lists,
  imports,
  compliance,
  campaigns,
  dialer,
  callbacks,
  reports,
  desk,
  leads,
  orders,
  portal,
  settings,
];

export const routes = features.flatMap((feature) => feature.routes);

export function navigation(roles: readonly string[]) {
  const start = startPage(roles);
  const open = routes.filter((route) => route.nav && mayOpen(roles, route.roles) && (route.path !== "/" || start === "/"));
  return sections
    .map((section) => ({
      section,
      items: open
        .filter((route) => route.nav!.section === section)
        .sort((a, b) => (a.nav!.order ?? 9) - (b.nav!.order ?? 9))
        .map((route) => ({ path: route.path, ...route.nav! })),
    }))
    .filter((group) => group.items.length > 0);
}

/** Where a person lands: their own work, not a page made for somebody else. */
export function startPage(roles: readonly string[]) {
  const only = (role: Role) => roles.length === 1 && roles[0] === role;
  if (only("client_user")) return "/portal";
  if (only("agent")) return "/desk";
  return "/";
}
