import type { AgentIdle } from "@/api/types";
import { Tooltip } from "@/components/ui/tooltip";
import { duration, none, percent } from "@/lib/format";
import { idleParts, idleTotal } from "@/lib/idle-reasons";

/** One agent's waiting time of today, divided by why: a bar, its length in words, and every part on hover or focus. */
export function IdleBar({ seconds }: { seconds: AgentIdle["seconds"] | undefined }) {
  const total = idleTotal(seconds);
  if (total === 0) return <span className="text-muted-foreground">{none}</span>;
  const parts = idleParts(seconds);
  const says = parts.map((part) => `${part.label} ${duration(part.value * 1000)}`).join(", ");
  return (
    <Tooltip
      content={
        <span className="flex flex-col gap-0.5">
          {parts.map((part) => (
            <span key={part.code} className="flex items-center gap-2">
              <span aria-hidden className="size-2 rounded-[2px]" style={{ background: part.color }} />
              {part.label}
              <span className="num ml-auto pl-3">
                {duration(part.value * 1000)} · {percent(part.value / total)}
              </span>
            </span>
          ))}
        </span>
      }
    >
      <button
        type="button"
        aria-label={`Waited ${duration(total * 1000)} today: ${says}`}
        className="flex cursor-default items-center gap-2"
      >
        <span aria-hidden className="flex h-2 w-20 overflow-hidden rounded-full bg-muted">
          {parts.map((part) => (
            <span key={part.code} style={{ width: `${(part.value / total) * 100}%`, background: part.color }} />
          ))}
        </span>
        <span className="num w-14 text-right text-xs text-muted-foreground">{duration(total * 1000)}</span>
      </button>
    </Tooltip>
  );
}
