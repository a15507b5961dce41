import type { LucideIcon } from "lucide-react";
import type { ComponentType, LazyExoticComponent } from "react";
import type { Role } from "./roles";

export const sections = ["CRM", "Campaigns", "Telephony", "Leads", "Orders", "Portal", "Administration"] as const;
/** What a feature tells the shell: its addresses, who may open them, and where they stand in the sidebar. */
interface FeatureRoute {
  path: string;
  roles: readonly Role[];
  page: LazyExoticComponent<ComponentType>;
  /** Fills the screen by itself: no sidebar, no top bar. */
  bare?: boolean;
  nav?: {
    section: (typeof sections)[number];
    label: string;
    icon: LucideIcon;
    /** Two strokes, "g c". */
    keys?: string;
    order?: number;
  };
}

export interface Feature {
  routes: readonly FeatureRoute[];
}
