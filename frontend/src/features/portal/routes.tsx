import { PackagePlus, Package } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

const who = ["client_user"] as const;

export const portal: Feature = {
  routes: [
    {
      path: "/portal",
      roles: who,
      page: lazy(() => import("./portal.page")),
      nav: { section: "Portal", label: "My orders", icon: Package, keys: "g o", order: 1 },
    },
    {
      path: "/portal/new",
      roles: who,
      page: lazy(() => import("./order-wizard.page")),
      nav: { section: "Portal", label: "New order", icon: PackagePlus, order: 2 },
    },
    { path: "/portal/:id", roles: who, page: lazy(() => import("./portal-order.page")) },
  ],
};
