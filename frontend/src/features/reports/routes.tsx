import { ChartNoAxesCombined } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const reports: Feature = {
  routes: [
    {
      path: "/telephony/reports",
      roles: ["admin", "campaign_manager"],
      page: lazy(() => import("./reports.page")),
      nav: { section: "Telephony", label: "Reports", icon: ChartNoAxesCombined, keys: "g r", order: 3 },
    },
  ],
};
