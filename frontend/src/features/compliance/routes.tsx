import { Scale, ShieldBan } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const compliance: Feature = {
  routes: [
    {
      path: "/suppressions",
      roles: ["admin", "campaign_manager", "data_ops"],
      page: lazy(() => import("./suppressions.page")),
      nav: { section: "CRM", label: "Suppressions", icon: ShieldBan, order: 5 },
    },
    {
      path: "/settings/compliance",
      roles: ["admin", "campaign_manager"],
      page: lazy(() => import("./profiles.page")),
      nav: { section: "Administration", label: "Compliance profiles", icon: Scale, order: 3 },
    },
  ],
};
