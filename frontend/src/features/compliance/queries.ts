import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { CallRetention, ComplianceProfiles, Suppression } from "@/api/types";

export const suppressionPages = (query: Query) => pages<Suppression>("/suppressions", query);
export const retention = () => resource<CallRetention>("/compliance/retention");
export const profiles = () => resource<ComplianceProfiles>("/compliance/profiles");
