import { Gauge, Tv } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const dialer: Feature = {
  routes: [
    {
      path: "/telephony/auto-dialer",
      roles: ["admin", "campaign_manager"],
      page: lazy(() => import("./control-centre.page")),
      nav: { section: "Telephony", label: "Control centre", icon: Gauge, keys: "g t", order: 1 },
    },
    {
      path: "/wallboard",
      roles: ["admin", "campaign_manager"],
      bare: true,
      page: lazy(() => import("./wallboard.page")),
      nav: { section: "Telephony", label: "Wallboard", icon: Tv, order: 2 },
    },
  ],
};
