import { pages, resource } from "@/api/query";
import type { Query } from "@/api/http";
import type { Contact, ContactListRow, ContactRow, Page } from "@/api/types";

export const contactPages = (query: Query) => pages<ContactRow>("/contacts", query);
export const contact = (id: string) => resource<Contact>(`/contacts/${id}`);
export const listChoices = () => resource<Page<ContactListRow>>("/lists", { limit: 200, sort: "name" });
