import type { QueueSnapshot } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { count } from "@/lib/format";
import { waitingWord } from "../words";

export function WaitingReasons({ snapshot }: { snapshot: QueueSnapshot }) {
  const rows = Object.entries(snapshot.waiting).sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...rows.map(([, value]) => value));
  return (
    <SectionCard title="Why the rest waits" hint={`${count(snapshot.queued)} left · ${count(snapshot.done)} done · ${count(snapshot.removed)} removed`}>
      {rows.length === 0 ? (
        <p className="text-table text-muted-foreground">Nobody is waiting.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {rows.map(([code, value]) => (
            <li key={code} className="grid grid-cols-[150px_minmax(0,1fr)_64px] items-center gap-3 text-table">
              <span className="truncate text-muted-foreground">{waitingWord(code)}</span>
              <span className="h-1.5 overflow-hidden rounded-full bg-muted">
                <span className={`block h-full rounded-full ${code === "due" || code === "next_up" ? "bg-primary" : "bg-slate-dot"}`} style={{ width: `${(value / most) * 100}%` }} />
              </span>
              <span className="num text-right">{count(value)}</span>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
