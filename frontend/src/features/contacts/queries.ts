import { pages, resource } from "@/api/query";
import type { QueryOf } from "@/api/contract";

export const contactPages = (query: QueryOf<"/contacts">) => pages("/contacts", { query });
export const contact = (id: string) => resource("/contacts/{id}", { path: { id } });
export const listChoices = () => resource("/lists", { query: { limit: 200, sort: "name" } });
