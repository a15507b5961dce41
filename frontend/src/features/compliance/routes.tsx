import { ShieldBan } from "lucide-react";
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
  ],
};
