import { ListChecks } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const lists: Feature = {
  routes: [
    {
      path: "/lists",
      roles: ["admin", "campaign_manager", "data_ops"],
      page: lazy(() => import("./lists.page")),
      nav: { section: "CRM", label: "Lists", icon: ListChecks, keys: "g s", order: 3 },
    },
  ],
};
