import type { QueryOf } from "@/api/contract";
import { pages, resource } from "@/api/query";

export const suppressionPages = (query: QueryOf<"/suppressions">) => pages("/suppressions", { query });
export const retention = () => resource("/compliance/retention");
export const profiles = () => resource("/compliance/profiles");
