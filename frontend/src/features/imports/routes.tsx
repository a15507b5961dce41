import { FileUp } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

const who = ["admin", "campaign_manager", "data_ops"] as const;

export const imports: Feature = {
  routes: [
    {
      path: "/imports",
      roles: who,
      page: lazy(() => import("./imports.page")),
      nav: { section: "CRM", label: "Imports", icon: FileUp, keys: "g i", order: 4 },
    },
    { path: "/imports/new", roles: who, page: lazy(() => import("./upload.page")) },
    { path: "/imports/:id", roles: who, page: lazy(() => import("./import.page")) },
  ],
};
