import { count, percent } from "@/lib/format";
import { Progress } from "./ui/progress";

/** Delivered against the goal. */
export function GoalBar({ delivered, goal, compact = false }: { delivered: number; goal: number; compact?: boolean }) {
  const share = goal > 0 ? delivered / goal : 0;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Progress
        className={compact ? "w-20" : "h-2 flex-1"}
        value={share * 100}
        label="Delivered of the goal"
        barClassName={share >= 1 ? "bg-success" : undefined}
      />
      <span className="num shrink-0 text-xs">
        {count(delivered)}/{count(goal)}
        {!compact && <span className="ml-1.5 text-muted-foreground">{percent(share)}</span>}
      </span>
    </span>
  );
}
