import { useCallback, useMemo } from "react";
import { useUrlState } from "@/lib/url-state";

/** A condition of a list. Its value is a word of the address under its key; all conditions have to hold. */
export interface ListFilter {
  key: string;
  label: string;
  /** What can be chosen; without it the value is typed. */
  options?: readonly { value: string; label: string }[];
  /** How a value is called that is none of the options. */
  say?: (value: string) => string;
  /** Set only by links from elsewhere: shown and removed here, not added. */
  linked?: boolean;
}

const none: readonly ListFilter[] = [];

export type ListState = ReturnType<typeof useListState>;

/** What of a list stands in the address: the search, the sort, each filter's value, the hidden columns, table or cards, the open record. */
export function useListState(filters: readonly ListFilter[] = none) {
  const { get, set } = useUrlState();
  const value = useCallback((key: string) => get(key), [get]);
  const clear = useCallback(() => set(Object.fromEntries([["q", ""], ...filters.map((filter) => [filter.key, ""])])), [set, filters]);
  const open = useCallback((row: { id: string }) => set({ open: row.id }), [set]);
  return useMemo(
    () => ({
      filters,
      q: get("q"),
      sort: get("sort"),
      hide: get("hide"),
      cards: get("view") === "cards",
      openId: get("open"),
      filtered: get("q") !== "" || filters.some((filter) => get(filter.key) !== ""),
      value,
      set,
      clear,
      open,
    }),
    [filters, get, set, value, clear, open],
  );
}
