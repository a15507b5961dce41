import { words } from "@/lib/format";

const reasons: Record<string, string> = {
  dnc: "on the do-not-call list",
  no_phone: "without a phone",
  invalid: "marked invalid",
  duplicate_phone: "same number as somebody else",
  cap_reached: "account cap reached",
  max_attempts: "tried often enough",
  window_closed: "outside calling hours",
  retry_later: "retry comes later",
  due: "due now",
  not_interested: "not interested",
  callback: "callback agreed",
  busy_elsewhere: "called by another campaign",
  lock_out: "rests after an abandoned call",
  filtered: "kept out by a filter",
  attempt_cap: "called as often as allowed",
  quota_full: "quota is full",
  goal_reached: "lead goal reached",
  not_in_queue: "not in the queue",
  fax: "a fax machine",
  invalid_number: "number does not exist",
};

export function reason(code: string) {
  return reasons[code] ?? words(code).toLowerCase();
}

export const capModes = [
  { value: "none", label: "No cap" },
  { value: "queue_size", label: "Contacts in the queue per account" },
  { value: "connected_calls", label: "Connected calls per account" },
  { value: "positive_dispositions", label: "Qualified leads per account" },
];

export const dialModes = [
  { value: "manual", label: "Manual", hint: "Agents choose whom they dial, or type a number" },
  { value: "preview", label: "Preview", hint: "Agents see the next person and decide; the call is for them alone" },
  { value: "progressive", label: "Progressive", hint: "One call per free agent" },
  { value: "predictive", label: "Predictive", hint: "Dials ahead of agents about to finish; the abandon budget says how far" },
  { value: "power", label: "Power", hint: "A fixed number of lines per free agent" },
  { value: "agentless", label: "Agentless", hint: "Whoever answers hears a message; needs their written consent" },
];

export function dialMode(value: string) {
  return dialModes.find((mode) => mode.value === value)?.label ?? words(value);
}
