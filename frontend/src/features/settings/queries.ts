import type { Query } from "@/api/http";
import { pages, resource } from "@/api/query";
import type { AuditEntry, Client, Page, PauseCode, User } from "@/api/types";

export const userPages = (query: Query) => pages<User>("/users", query);
export const auditPages = (query: Query) => pages<AuditEntry>("/audit", query);
export const pauseCodes = () => resource<PauseCode[]>("/pause-codes");
export const clients = () => resource<Page<Client>>("/clients", { limit: 200 });
