import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { dateTime } from "@/lib/format";

export interface TimelineEvent {
  id: string;
  at: string;
  icon: LucideIcon;
  title: ReactNode;
  detail?: ReactNode;
}

/** What happened to a record, the newest first. */
export function Timeline({ events, empty }: { events: readonly TimelineEvent[]; empty: string }) {
  if (events.length === 0) return <p className="text-table text-muted-foreground">{empty}</p>;
  const newestFirst = [...events].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <ol className="flex flex-col">
      {newestFirst.map(({ id, at, icon: Icon, title, detail }) => (
        <li key={id} className="group relative flex gap-3 pb-4 last:pb-0">
          <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px -translate-x-1/2 bg-border group-last:hidden" />
          <span
            aria-hidden
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-full border bg-sunken text-muted-foreground"
          >
            <Icon className="size-3.5" />
          </span>
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 gap-y-0.5 pt-1 text-table">
            <span className="min-w-0 font-medium">{title}</span>
            <time dateTime={at} className="num ml-auto text-xs text-muted-foreground">
              {dateTime(at)}
            </time>
            {detail && <span className="w-full min-w-0 text-muted-foreground">{detail}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}
