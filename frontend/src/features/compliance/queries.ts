import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { ComplianceProfiles, Suppression } from "@/api/types";

export const suppressionPages = (query: Query) => pages<Suppression>("/suppressions", query);
export const profiles = () => resource<ComplianceProfiles>("/compliance/profiles");
