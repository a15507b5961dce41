import { PhoneForwarded } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const callbacks: Feature = {
  routes: [
    {
      path: "/telephony/callbacks",
      roles: ["admin", "campaign_manager", "agent"],
      page: lazy(() => import("./callbacks.page")),
      nav: { section: "Telephony", label: "Callbacks", icon: PhoneForwarded, order: 3 },
    },
  ],
};
