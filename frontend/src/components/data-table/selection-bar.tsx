import { X } from "lucide-react";
import type { ReactNode } from "react";
import { count } from "@/lib/format";
import { Button } from "@/components/ui/button";

/** "50 selected · select all 12,431 matching", then what can be done with them. */
export function SelectionBar({
  selected,
  matching,
  everything,
  onEverything,
  onClear,
  children,
}: {
  selected: number;
  matching?: number;
  everything: boolean;
  onEverything?: () => void;
  onClear: () => void;
  children: ReactNode;
}) {
  if (selected === 0 && !everything) return null;
  return (
    <div role="region" aria-label="Selection" className="pointer-events-none absolute inset-x-0 bottom-4 z-20 flex justify-center px-2">
      <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-2 rounded-lg border bg-raised py-1.5 pr-1.5 pl-3 text-table shadow-pop animate-in fade-in-0 slide-in-from-bottom-2 duration-150">
        <span className="tabular font-medium">{everything ? `All ${count(matching)} matching` : `${count(selected)} selected`}</span>
        {!everything && onEverything && matching !== undefined && matching > selected && (
          <Button variant="link" className="text-table" onClick={onEverything}>
            Select all {count(matching)} matching
          </Button>
        )}
        <span aria-hidden className="mx-1 h-5 w-px bg-border" />
        {children}
        <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear}>
          <X />
        </Button>
      </div>
    </div>
  );
}
