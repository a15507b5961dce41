import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { MyBreak } from "@/api/types";
import { breakReasons } from "./dispositions";
import { myBreaks } from "./queries";

export interface Break {
  /** What the log will say. */
  reason: string;
  label: string;
  /** Absent where the tenant has no pause codes and any reason will do. */
  rule?: MyBreak;
}

const free: Break[] = breakReasons.map((reason) => ({ reason, label: reason }));

/** What a break may be for: the tenant's pause codes, or the usual reasons where there are none. */
export function useBreaks(): Break[] {
  const { data } = useQuery({ ...myBreaks(), staleTime: 60_000 });
  return useMemo(() => (data && data.length > 0 ? data.map((rule) => ({ reason: rule.code, label: rule.label, rule })) : free), [data]);
}
