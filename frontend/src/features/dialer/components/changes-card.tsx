import { useQuery } from "@tanstack/react-query";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/lib/clock";
import { age, dateTime } from "@/lib/format";
import { changeWords } from "../change-words";
import { changes } from "../queries";

/** The campaign's part of the audit log: who changed what, newest first. */
export function ChangesCard({ campaignId }: { campaignId: string }) {
  const now = useNow();
  const query = useQuery(changes(campaignId));
  return (
    <SectionCard title="Changes" hint="audit log" flush>
      {query.isPending ? (
        <div className="flex flex-col gap-2 p-4">
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </div>
      ) : !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} className="py-6" />
      ) : query.data.items.length === 0 ? (
        <p className="px-4 py-6 text-table text-muted-foreground">Nothing has been changed yet.</p>
      ) : (
        <ol className="divide-y text-table">
          {query.data.items.slice(0, 6).map((entry) => (
            <li key={entry.id} className="flex min-h-9 items-baseline gap-3 px-4 py-1.5">
              <span className="min-w-0 flex-1">{changeWords(entry)}</span>
              <span className="shrink-0 text-muted-foreground">{entry.actorName ?? "The dialer"}</span>
              <time dateTime={entry.at} title={dateTime(entry.at)} className="w-20 shrink-0 text-right text-xs text-muted-foreground">
                {age(entry.at, now)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </SectionCard>
  );
}
