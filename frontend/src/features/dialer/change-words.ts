import type { AuditEntry } from "@/api/types";
import { percent, plural, words } from "@/lib/format";

type Change = { from: unknown; to: unknown };

/** Nicer than what the setting's own name says; whatever has no line here is said by its path. */
const names: Record<string, string> = {
  dialMode: "Mode",
  powerRatio: "Lines per free agent",
  maxConcurrent: "Concurrent calls",
  maxAttempts: "Attempts",
  ringTimeoutSeconds: "Ring seconds",
  wrapUpSeconds: "Wrap-up seconds",
  amdEnabled: "Machines detected",
  listId: "List",
  callerId: "Caller id",
  "window.timeZone": "Time zone",
  "window.useContactZone": "Local time of each contact",
  "cap.mode": "Account cap counts",
  "cap.value": "Account cap",
  "rules.agents.occupancyTarget": "Occupancy target",
  // As entries have it that are older than the document.
  occupancyTarget: "Occupancy target",
  "rules.recycle.numberRestMinutes": "Rest of a number, minutes",
  "rules.recycle.noShowMinutes": "Callback goes to the team after, minutes",
  "rules.agents.agentless.consentConfirmed": "Consent confirmed",
};

const moves: Record<string, string> = {
  active: "Started",
  paused: "Paused",
  draining: "Draining begun",
  completed: "Completed",
  created: "Created",
};

/** `rules.recycle.outcomes.2.delayMinutes` is Recycle, outcomes 2, delay minutes. */
function nameOf(path: string) {
  const own = names[path];
  if (own) return own;
  const said = path
    .replace(/^rules\./, "")
    .replace(/\.(\d+)/g, " $1")
    .split(".")
    .map((part) => words(part).toLowerCase())
    .join(", ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function say(path: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (path === "abandonCap") return percent(Number(value), 1);
  if (path.endsWith("occupancyTarget")) return percent(Number(value) / 100);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((item) => say("", item)).join(", ") || "none";
  if (typeof value === "object")
    return Object.entries(value)
      .filter(([name, item]) => name !== "id" && item !== null && item !== "" && !(Array.isArray(item) && item.length === 0))
      .map(([name, item]) => `${words(name).toLowerCase()} ${say("", item)}`)
      .join(", ");
  return typeof value === "string" && /^[a-z]+(_[a-z]+)*$/.test(value) ? words(value).toLowerCase() : String(value);
}

/** An audit entry of a campaign as a sentence. */
export function changeWords({ action, data }: Pick<AuditEntry, "action" | "data">) {
  const details = data as {
    changes?: Record<string, Change>;
    fields?: string[];
    from?: string;
    agents?: unknown[];
  };
  const changed = Object.entries(details.changes ?? {});
  if (changed.length > 0)
    return changed.map(([path, { from, to }]) => `${nameOf(path)}: ${say(path, from)} → ${say(path, to)}`).join(" · ");
  if (action === "campaigns.updated")
    return details.fields?.length ? `Changed ${details.fields.map((field) => nameOf(field).toLowerCase()).join(", ")}` : "Saved as it was";
  if (action === "campaigns.agents_set") return `${plural(details.agents?.length ?? 0, "agent")} assigned`;
  const move = action.replace(/^campaigns\./, "");
  return moves[move] ?? words(move);
}
