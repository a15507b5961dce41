import { colors } from "./chart";

export type IdleSeconds = Readonly<Record<string, number>>;

/** Why an available agent has no call, in the order a manager can do something about it. */
export const idleReasons = [
  { code: "no_lead", label: "No lead", color: colors.violet },
  { code: "window_closed", label: "Window closed", color: colors.slate },
  { code: "cap", label: "Account cap", color: "var(--accent-ink)" },
  { code: "budget", label: "Abandon budget", color: colors.warning },
  { code: "rate_limit", label: "Rate limit", color: "var(--warning-ink)" },
  { code: "trunk", label: "Trunk", color: colors.danger },
  { code: "line_limit", label: "Line limit", color: "var(--danger-ink)" },
  { code: "waiting_answer", label: "Waiting for an answer", color: colors.primary },
  { code: "pacing", label: "Next dial", color: colors.accent },
  { code: "reserve", label: "Kept in reserve", color: "var(--success-ink)" },
  { code: "own_pace", label: "Own pace", color: colors.success },
  { code: "paused", label: "Campaign paused", color: "var(--border-strong)" },
  { code: "service", label: "Service away", color: "var(--slate-ink)" },
] as const;

export function idleTotal(seconds: IdleSeconds | undefined) {
  return Object.values(seconds ?? {}).reduce((sum, value) => sum + value, 0);
}

/** The reasons there are, largest first. */
export function idleParts(seconds: IdleSeconds | undefined) {
  return idleReasons
    .map((reason) => ({ ...reason, value: seconds?.[reason.code] ?? 0 }))
    .filter((part) => part.value > 0)
    .sort((a, b) => b.value - a.value);
}
