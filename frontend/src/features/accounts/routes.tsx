import { Building2 } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

const who = ["admin", "campaign_manager", "data_ops"] as const;

export const accounts: Feature = {
  routes: [
    {
      path: "/accounts",
      roles: who,
      page: lazy(() => import("./accounts.page")),
      nav: { section: "CRM", label: "Accounts", icon: Building2, keys: "g a", order: 1 },
    },
    { path: "/accounts/:id", roles: who, page: lazy(() => import("./account.page")) },
  ],
};
