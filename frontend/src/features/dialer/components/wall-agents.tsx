import type { CSSProperties } from "react";
import { Coffee, Eye, Headphones, PenLine, Phone, type LucideIcon } from "lucide-react";
import type { QueueAgent } from "@/api/types";
import { cn } from "@/lib/cn";
import { useNow } from "@/lib/clock";
import { elapsed, plural } from "@/lib/format";

const states: readonly { code: string; label: string; icon: LucideIcon; look: string }[] = [
  { code: "on_call", label: "On call", icon: Phone, look: "bg-primary-soft text-primary-ink" },
  { code: "wrap_up", label: "Wrap-up", icon: PenLine, look: "bg-warning-soft text-warning-ink" },
  { code: "preview", label: "Preview", icon: Eye, look: "bg-accent-soft text-accent-ink" },
  { code: "available", label: "Ready", icon: Headphones, look: "bg-success-soft text-success-ink" },
  { code: "break", label: "Break", icon: Coffee, look: "bg-violet-soft text-violet-ink" },
];

/** As many as a wall can show; the rest are told as a number, since nobody scrolls a wall. */
const most = 36;

export function WallAgents({ agents }: { agents: readonly QueueAgent[] }) {
  const now = useNow();
  const order = states.map((state) => state.code);
  const there = agents
    .filter((agent) => order.includes(agent.status))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.since.localeCompare(b.since));
  const away = agents.length - there.length;
  const shown = there.length > most ? there.slice(0, most - 1) : there;
  const lines = shown.length > 24 ? 4 : shown.length > 12 ? 3 : shown.length > 5 ? 2 : 1;
  const columns = Math.max(3, Math.ceil((there.length > most ? shown.length + 1 : shown.length) / lines));
  const few = lines <= 2;
  return (
    <section
      aria-label="Agents"
      className="flex shrink-0 flex-col gap-[1vh] md:min-h-0 md:shrink"
      style={{ flex: there.length === 0 ? 1 : [0, 1.2, 2, 3, 3][lines] }}
    >
      {there.length === 0 ? (
        <p className="flex flex-1 items-center justify-center rounded-lg border bg-surface text-[clamp(18px,2.6vh,32px)] text-muted-foreground">
          No agent is signed in.
        </p>
      ) : (
        <ul
          className="grid min-h-0 flex-1 auto-rows-fr grid-cols-2 gap-[1vh] md:grid-cols-[repeat(var(--columns),minmax(0,1fr))]"
          style={{ "--columns": columns } as CSSProperties}
        >
          {shown.map((agent) => {
            const state = states.find((each) => each.code === agent.status)!;
            return (
              <li
                key={agent.agentId}
                className={cn("flex min-h-0 min-w-0 flex-col justify-center overflow-hidden rounded-lg px-[1.2vh] py-[0.5vh]", state.look)}
              >
                <span
                  className={cn(
                    "truncate font-semibold",
                    few ? "text-[clamp(18px,3.2vh,44px)]" : "text-[clamp(13px,2vh,26px)]",
                    "leading-[1.3]",
                  )}
                >
                  {agent.name}
                </span>
                <span
                  className={cn(
                    "flex items-center gap-1.5",
                    few ? "text-[clamp(16px,2.8vh,38px)]" : "text-[clamp(12px,1.8vh,24px)]",
                    "leading-[1.3]",
                  )}
                >
                  <state.icon className="size-[1em] shrink-0" aria-hidden />
                  <span className="truncate">{state.label}</span>
                  <span className="num ml-auto shrink-0 font-semibold">{elapsed(now - Date.parse(agent.since))}</span>
                </span>
              </li>
            );
          })}
          {there.length > shown.length && (
            <li className="flex items-center rounded-lg border px-[1.2vh] text-[clamp(13px,2vh,26px)] font-semibold">
              and {there.length - shown.length} more
            </li>
          )}
        </ul>
      )}
      {away > 0 && <p className="shrink-0 text-[clamp(12px,1.6vh,20px)] text-muted-foreground">{plural(away, "agent")} not signed in</p>}
    </section>
  );
}
