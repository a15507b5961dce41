import type { QueueSnapshot } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { cn } from "@/lib/cn";
import { count, percent } from "@/lib/format";

/** Abandoned of the calls people answered today, against the campaign's own cap, which the law's 3 % bounds. */
export function AbandonBudget({ today, cap: limit }: { today: QueueSnapshot["today"]; cap: number }) {
  const scale = limit / 0.6;
  const rate = today.abandonRate;
  const over = rate > limit;
  return (
    <SectionCard title="Abandon rate" hint={`${count(today.abandoned)} of ${count(today.answered)} answered today`}>
      <div className="flex items-center gap-4">
        <span className={cn("num w-20 text-figure font-semibold", over && "text-danger-ink")}>{percent(rate, 2)}</span>
        <div className="min-w-0 flex-1">
          <div
            role="meter"
            aria-label={`Abandon rate against the ${percent(limit, 1)} line`}
            aria-valuemin={0}
            aria-valuemax={Math.round(scale * 10_000) / 100}
            aria-valuenow={Math.round(Math.min(scale, rate) * 10_000) / 100}
            className="relative h-2.5 rounded-full bg-muted"
          >
            <div
              className={cn(
                "h-full rounded-full transition-[width] duration-200",
                over ? "bg-danger" : rate > limit * 0.7 ? "bg-warning" : "bg-success",
              )}
              style={{ width: `${Math.min(1, rate / scale) * 100}%` }}
            />
            <div aria-hidden className="absolute -inset-y-1 w-0.5 rounded bg-foreground" style={{ left: `${(limit / scale) * 100}%` }} />
          </div>
          <div className="relative mt-1.5 h-4 text-xs text-muted-foreground">
            <span className="num absolute left-0">{percent(0)}</span>
            <span className="num absolute -translate-x-1/2" style={{ left: `${(limit / scale) * 100}%` }}>
              {percent(limit, 1)} line
            </span>
            <span className="num absolute right-0">{percent(scale)}</span>
          </div>
        </div>
      </div>
    </SectionCard>
  );
}
