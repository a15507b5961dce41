import type { QueryOf } from "@/api/contract";
import { pages } from "@/api/query";

export const listPages = (query: QueryOf<"/lists">) => pages("/lists", { query });
