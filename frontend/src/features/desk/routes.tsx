import { Headphones } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

export const desk: Feature = {
  routes: [
    {
      path: "/desk",
      roles: ["agent"],
      page: lazy(() => import("./desk.page")),
      nav: { section: "Telephony", label: "Agent desk", icon: Headphones, keys: "g k", order: 0 },
    },
  ],
};
