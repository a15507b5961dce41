import type { QueueSnapshot } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { cn } from "@/lib/cn";
import { count, percent } from "@/lib/format";

const limit = 0.03; // the regulatory line: abandoned of those answered by a person
const scale = 0.05;

export function AbandonBudget({ today }: { today: QueueSnapshot["today"] }) {
  const rate = today.abandonRate;
  const over = rate > limit;
  return (
    <SectionCard title="Abandon rate" hint={`${count(today.abandoned)} of ${count(today.answered)} answered today`}>
      <div className="flex items-center gap-4">
        <span className={cn("num w-20 text-figure font-semibold", over && "text-danger-ink")}>{percent(rate, 2)}</span>
        <div className="min-w-0 flex-1">
          <div
            role="meter"
            aria-label="Abandon rate against the 3 % line"
            aria-valuemin={0}
            aria-valuemax={5}
            aria-valuenow={Math.min(5, Math.round(rate * 10_000) / 100)}
            className="relative h-2.5 rounded-full bg-muted"
          >
            <div className={cn("h-full rounded-full transition-[width] duration-200", over ? "bg-danger" : rate > limit * 0.7 ? "bg-warning" : "bg-success")} style={{ width: `${Math.min(1, rate / scale) * 100}%` }} />
            <div aria-hidden className="absolute -inset-y-1 w-0.5 rounded bg-foreground" style={{ left: `${(limit / scale) * 100}%` }} />
          </div>
          <div className="relative mt-1.5 h-4 text-xs text-muted-foreground">
            <span className="num absolute left-0">0 %</span>
            <span className="num absolute -translate-x-1/2" style={{ left: `${(limit / scale) * 100}%` }}>
              3 % line
            </span>
            <span className="num absolute right-0">5 %</span>
          </div>
        </div>
      </div>
    </SectionCard>
  );
}
