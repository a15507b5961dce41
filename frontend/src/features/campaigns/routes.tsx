import { Megaphone } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

const who = ["admin", "campaign_manager"] as const;

export const campaigns: Feature = {
  routes: [
    {
      path: "/campaigns",
      roles: who,
      page: lazy(() => import("./campaigns.page")),
      nav: { section: "Campaigns", label: "Campaigns", icon: Megaphone, keys: "g m", order: 1 },
    },
    { path: "/campaigns/new", roles: who, page: lazy(() => import("./wizard/wizard.page")) },
    { path: "/campaigns/:id", roles: who, page: lazy(() => import("./campaign.page")) },
    { path: "/campaigns/:id/edit", roles: who, page: lazy(() => import("./edit.page")) },
    { path: "/campaigns/:id/rules", roles: who, page: lazy(() => import("./rules/rules.page")) },
  ],
};
