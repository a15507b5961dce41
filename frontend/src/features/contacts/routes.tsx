import { Contact } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "@/lib/feature";

const who = ["admin", "campaign_manager", "data_ops"] as const;

export const contacts: Feature = {
  routes: [
    {
      path: "/contacts",
      roles: who,
      page: lazy(() => import("./contacts.page")),
      nav: { section: "CRM", label: "Contacts", icon: Contact, keys: "g c", order: 2 },
    },
    { path: "/contacts/:id", roles: who, page: lazy(() => import("./contact.page")) },
  ],
};
