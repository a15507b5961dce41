import type { Query } from "@/api/http";
import { pages } from "@/api/query";
import type { Suppression } from "@/api/types";

export const suppressionPages = (query: Query) => pages<Suppression>("/suppressions", query);
