import { ClipboardCheck } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const leads: Feature = {
  routes: [
    {
      path: "/leads",
      roles: ["admin", "campaign_manager", "quality_analyst"],
      page: lazy(() => import("./leads.page")),
      nav: { section: "Leads", label: "Review", icon: ClipboardCheck, keys: "g l" },
    },
  ],
};
