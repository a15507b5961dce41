import { PackageCheck } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

const who = ["admin", "campaign_manager"] as const;

export const orders: Feature = {
  routes: [
    {
      path: "/orders",
      roles: who,
      page: lazy(() => import("./orders.page")),
      nav: { section: "Orders", label: "Orders", icon: PackageCheck, keys: "g o" },
    },
    { path: "/orders/:id", roles: who, page: lazy(() => import("./order.page")) },
  ],
};
