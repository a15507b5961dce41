import type { ReactNode } from "react";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { useList } from "./list-context";

/** What can be done with the selected rows. It floats over the end of the list while something is selected. */
export function BulkActions({ children }: { children: ReactNode }) {
  const { selection, total } = useList();
  return (
    <div className="relative">
      <SelectionBar
        selected={selection.ids.size}
        matching={total?.count}
        everything={selection.everything}
        onEverything={() => selection.setEverything(true)}
        onClear={() => selection.set(new Set())}
      >
        {children}
      </SelectionBar>
    </div>
  );
}
