import type { Query } from "@/api/http";
import { pages } from "@/api/query";
import type { ContactListRow } from "@/api/types";

export const listPages = (query: Query) => pages<ContactListRow>("/lists", query);
