import type { AuditEntry } from "@/api/types";
import { percent, plural, words } from "@/lib/format";

const names: Record<string, string> = {
  dialMode: "Mode",
  powerRatio: "Lines per free agent",
  abandonCap: "Abandon cap",
  maxConcurrent: "Concurrent calls",
  wrapUpSeconds: "Wrap-up seconds",
  ringTimeoutSeconds: "Ring seconds",
  maxAttempts: "Attempts",
  retryMinutes: "Retry minutes",
  leadGoal: "Lead goal",
  occupancyTarget: "Occupancy target",
};

const moves: Record<string, string> = {
  active: "Started",
  paused: "Paused",
  draining: "Draining begun",
  completed: "Completed",
  created: "Created",
};

function say(field: string, value: unknown) {
  if (value === null) return "none";
  if (field === "abandonCap") return percent(Number(value), 1);
  if (field === "occupancyTarget") return percent(Number(value) / 100);
  return field === "dialMode" ? words(String(value)).toLowerCase() : String(value);
}

/** An audit entry of a campaign as a sentence. */
export function changeWords({ action, data }: Pick<AuditEntry, "action" | "data">) {
  const details = data as {
    changes?: Record<string, { from: unknown; to: unknown }>;
    fields?: string[];
    from?: string;
    agents?: unknown[];
  };
  const changed = Object.entries(details.changes ?? {});
  if (changed.length > 0)
    return changed.map(([field, { from, to }]) => `${names[field] ?? words(field)}: ${say(field, from)} → ${say(field, to)}`).join(" · ");
  if (action === "campaigns.updated")
    return `Changed ${(details.fields ?? []).map((field) => (names[field] ?? words(field)).toLowerCase()).join(", ")}`;
  if (action === "campaigns.agents_set") return `${plural(details.agents?.length ?? 0, "agent")} assigned`;
  const move = action.replace(/^campaigns\./, "");
  return moves[move] ?? words(move);
}
