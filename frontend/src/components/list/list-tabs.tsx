import type { ReactNode } from "react";
import { FilterTabs } from "@/components/filter-tabs";
import { useList } from "./list-context";

/** The one condition by which a list is mostly looked at, as tabs above it. */
export function ListTabs({
  name,
  label,
  options,
  first = "",
  also,
}: {
  /** The word of the address. */
  name: string;
  label: string;
  options: readonly { value: string; label: ReactNode }[];
  /** Which tab it is while the address says nothing. */
  first?: string;
  /** What else changes with the tab: a search that meant another tab's rows. */
  also?: Record<string, string>;
}) {
  const { state } = useList();
  return (
    <FilterTabs
      label={label}
      value={state.value(name) || first}
      options={options}
      onChange={(value) => state.set({ ...also, [name]: value })}
    />
  );
}
