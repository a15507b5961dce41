import { useEffect, useRef } from "react";
import type { LeadRow } from "@/api/types";
import { useList } from "@/components/list/list-context";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { age } from "@/lib/format";

export function LeadList({ openId, onOpen }: { openId: string; onOpen: (id: string) => void }) {
  const { rows, query, more } = useList<LeadRow>();
  const now = useNow();
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void current.current?.scrollIntoView({ block: "nearest" });
  }, [openId]);
  if (query.isPending) {
    return (
      <div className="flex flex-col gap-2" aria-busy="true">
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} className="h-14 rounded-md" />
        ))}
      </div>
    );
  }
  if (rows.length === 0)
    return <p className="rounded-lg border bg-surface px-4 py-6 text-table text-muted-foreground">No lead is left in this state.</p>;
  return (
    <ul aria-label="Leads" className="min-h-0 flex-1 divide-y overflow-y-auto rounded-lg border bg-surface">
      {rows.map((row) => (
        <li key={row.id}>
          <button
            ref={row.id === openId ? current : undefined}
            type="button"
            aria-current={row.id === openId}
            onClick={() => onOpen(row.id)}
            className={cn(
              "flex w-full flex-col gap-0.5 px-3 py-2 text-left hover:bg-hover",
              row.id === openId && "bg-selected shadow-[inset_2px_0_0_var(--primary)] hover:bg-selected",
            )}
          >
            <span className="flex w-full items-center gap-2">
              <span className="min-w-0 flex-1 truncate text-table font-medium">{row.contactName}</span>
              <span className="shrink-0 text-xs text-muted-foreground">{age(row.createdAt, now)}</span>
            </span>
            <span className="w-full truncate text-xs text-muted-foreground">
              {[row.jobTitle, row.accountName].filter(Boolean).join(" · ")}
            </span>
            {row.status === "under_review" && (
              <span className="mt-0.5 flex items-center gap-1.5 text-xs text-muted-foreground">
                <StatusBadge status={row.status} />
                {row.reviewerName}
              </span>
            )}
          </button>
        </li>
      ))}
      {query.hasNextPage && (
        <li className="p-2">
          <Button variant="ghost" className="w-full" onClick={more}>
            Show more
          </Button>
        </li>
      )}
    </ul>
  );
}
