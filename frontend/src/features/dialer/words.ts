import { words } from "@/lib/format";

/** Why contacts wait, in the order a manager asks. */
const waiting: Record<string, string> = {
  next_up: "Next up",
  due: "Due now",
  retry_later: "Retry comes later",
  callback: "Callback agreed",
  window_closed: "Outside calling hours",
  cap_reached: "Account cap reached",
  skipped: "Passed over by an agent",
  busy_elsewhere: "Called by another campaign",
  lock_out: "Rests after an abandoned call",
  number_rest: "Called a short while ago",
  attempt_cap: "Called as often as allowed",
  quota_full: "Calls may fill the quota",
  goal_reached: "Calls may bring the last leads",
  fault: "Set aside after a failure",
};
const idle: Record<string, string> = {
  paused: "The campaign is paused.",
  draining: "The campaign is draining: running calls end, no new ones begin.",
  completed: "The campaign is completed.",
  all_waiting: "Everybody left has to wait; the reasons are below.",
  queue_empty: "Nobody is left to call.",
  goal_reached: "The lead goal is reached.",
  step_failed: "Something went wrong in the dialer; it tries again.",
  carrier_rejected: "The carrier refuses calls. Check the caller id and the carrier account.",
};

export const paceModes = [
  { value: "progressive", label: "Progressive", hint: "One call per free agent" },
  { value: "predictive", label: "Predictive", hint: "Ahead of agents about to finish" },
  { value: "power", label: "Power", hint: "A fixed number of lines per free agent" },
];

/** All that can be switched to; pace is only made in some of them. */
export const allModes = [
  ...paceModes,
  { value: "preview", label: "Preview", hint: "Agents see the person first and decide" },
  { value: "manual", label: "Manual", hint: "Agents choose whom they dial" },
  { value: "agentless", label: "Agentless", hint: "Whoever answers hears a message" },
];

export const waitingWord = (code: string) => waiting[code] ?? words(code);
export const idleWord = (code: string) => idle[code] ?? `${words(code)}.`;
