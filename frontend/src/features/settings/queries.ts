import type { QueryOf } from "@/api/contract";
import { pages, resource } from "@/api/query";

export const userPages = (query: QueryOf<"/users">) => pages("/users", { query });
export const auditPages = (query: QueryOf<"/audit">) => pages("/audit", { query });
export const pauseCodes = () => resource("/pause-codes");
export const clients = () => resource("/clients", { query: { limit: 200 } });
