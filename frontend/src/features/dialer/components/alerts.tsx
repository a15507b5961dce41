import { AlertTriangle, CircleOff, Coffee, Flag, Hourglass, PhoneOff, Timer, type LucideIcon } from "lucide-react";
import type { QueueAlert, QueueSnapshot } from "@/api/types";
import { cn } from "@/lib/cn";
import { useNow } from "@/lib/clock";
import { elapsed, percent, plural, words } from "@/lib/format";
import { waitingWord } from "../words";

const icons: Record<string, LucideIcon> = {
  budget_near: AlertTriangle,
  budget_used: AlertTriangle,
  trunk: PhoneOff,
  rate_limit: Timer,
  agent_idle: Hourglass,
  queue_dry: CircleOff,
  all_gated: CircleOff,
  pause_over: Coffee,
  goal_reached: Flag,
  step_failed: AlertTriangle,
  set_aside: CircleOff,
};

export function alertWords(alert: QueueAlert, agents: QueueSnapshot["agents"], now: number) {
  const since = alert.since ? elapsed(now - Date.parse(alert.since)) : "";
  switch (alert.code) {
    case "budget_near":
      return `${percent(alert.share)} of the abandon budget is used.`;
    case "budget_used":
      return `The abandon budget is used up (${percent(alert.share)}). The dialer calls one to one until it recovers.`;
    case "trunk":
      return `The carrier refused calls ${since} ago: ${words(alert.reason ?? "").toLowerCase()}. No attempt was counted.`;
    case "rate_limit":
      return `The carrier's rate limit slows the dialing (${since} ago).`;
    case "agent_idle": {
      const name = agents.find((agent) => agent.agentId === alert.agentId)?.name ?? "An agent";
      const others = (alert.count ?? 1) - 1;
      return `${name} has waited for ${since}${others > 0 ? `, ${plural(others, "other")} for more than a minute` : ""}.`;
    }
    case "pause_over": {
      const name = agents.find((agent) => agent.agentId === alert.agentId)?.name ?? "An agent";
      const others = (alert.count ?? 1) - 1;
      return `${name} is ${since} over the limit of the break${others > 0 ? `, and ${plural(others, "other")} too` : ""}.`;
    }
    case "goal_reached":
      return `The lead goal is reached with ${plural(alert.count ?? 0, "lead")}; nobody is called any more. Raise the goal, or drain the campaign.`;
    case "step_failed":
      return `A part of the dialer's work failed ${since} ago (${words(alert.reason ?? "").toLowerCase()}); it is tried again, and the rest goes on.`;
    case "set_aside":
      return `${plural(alert.count ?? 0, "contact")} set aside after a failure, to be tried again within the hour; the others are called on.`;
    case "queue_dry":
      return "Nobody is left to call. Add contacts to the list or drain the campaign.";
    case "all_gated":
      return `All ${plural(alert.count ?? 0, "contact")} left must wait, most of them: ${waitingWord(alert.reason ?? "").toLowerCase()}.`;
    default:
      return `${words(alert.code)}.`;
  }
}

/** What a manager must hear of: icon and word, never colour alone. */
export function Alerts({ snapshot }: { snapshot: QueueSnapshot }) {
  const now = useNow();
  if (snapshot.alerts.length === 0) return null;
  return (
    <ul aria-label="Alerts" className="flex flex-col gap-1.5">
      {snapshot.alerts.map((alert) => {
        const Icon = icons[alert.code] ?? AlertTriangle;
        const danger = alert.level === "danger";
        return (
          <li
            key={alert.code}
            className={cn(
              "flex items-center gap-2 rounded-lg px-3 py-2 text-table",
              danger ? "bg-danger-soft text-danger-ink" : "bg-warning-soft text-warning-ink",
            )}
          >
            <Icon className="size-4 shrink-0" aria-hidden />
            <span className="font-semibold">{danger ? "Alert" : "Warning"}</span>
            {alertWords(alert, snapshot.agents, now)}
          </li>
        );
      })}
    </ul>
  );
}
