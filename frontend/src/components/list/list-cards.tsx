import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { useList } from "./list-context";

const grid = "grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4";

/** The same rows as cards: fewer at once, each with more of its face. */
export function ListCards() {
  const { name, rows, rowId, card, query, more, state, onOpen } = useList<unknown>();
  if (query.isPending) {
    return (
      <div className={grid} aria-busy="true">
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} className="h-32 rounded-lg" />
        ))}
      </div>
    );
  }
  return (
    // Relative: words for screen readers in the cards are placed absolutely and would lengthen the page.
    <div className="relative min-h-0 flex-1 overflow-y-auto pb-2">
      <ul aria-label={name} className={grid}>
        {rows.map((row) => (
          <li key={rowId(row)} className="[content-visibility:auto] [contain-intrinsic-size:auto_128px]">
            <button
              type="button"
              onClick={() => onOpen?.(row)}
              className={cn(
                "flex h-full min-h-32 w-full flex-col gap-3 rounded-lg border bg-surface p-4 text-left text-table shadow-card transition-colors hover:border-border-strong hover:bg-hover",
                state.openId === rowId(row) && "border-primary bg-selected hover:bg-selected",
              )}
            >
              {card?.(row)}
            </button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button variant="outline" disabled={query.isFetchingNextPage} onClick={more}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
