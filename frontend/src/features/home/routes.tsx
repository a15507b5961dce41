import { LayoutDashboard } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";
import { roles } from "@/lib/roles";

export const home: Feature = {
  routes: [
    {
      path: "/",
      roles,
      page: lazy(() => import("./home.page")),
      nav: { section: "CRM", label: "Dashboard", icon: LayoutDashboard, keys: "g d", order: 0 },
    },
  ],
};
