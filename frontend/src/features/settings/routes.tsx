import { Building, Coffee, ScrollText, UsersRound } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";
import { roles } from "@/lib/roles";

export const settings: Feature = {
  routes: [
    {
      path: "/settings/company",
      roles: ["admin"],
      page: lazy(() => import("./company.page")),
      nav: { section: "Administration", label: "Company", icon: Building, order: 0 },
    },
    {
      path: "/settings/users",
      roles: ["admin"],
      page: lazy(() => import("./users.page")),
      nav: { section: "Administration", label: "Users and roles", icon: UsersRound, keys: "g u", order: 1 },
    },
    {
      path: "/settings/audit",
      roles: ["admin"],
      page: lazy(() => import("./audit.page")),
      nav: { section: "Administration", label: "Audit log", icon: ScrollText, order: 2 },
    },
    {
      path: "/settings/pause-codes",
      roles: ["admin", "campaign_manager"],
      page: lazy(() => import("./pause-codes.page")),
      nav: { section: "Administration", label: "Pause codes", icon: Coffee, order: 3 },
    },
    { path: "/profile", roles, page: lazy(() => import("./profile.page")) },
  ],
};
