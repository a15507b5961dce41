import { words } from "@/lib/format";

/** Why a contact is not called: the reasons of the dialer's rules. */
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
  number_rest: "called a short while ago",
  not_listed: "taken off the list",
  fault: "set aside after a failure",
  next_up: "somebody else has this contact, or it is among the next",
  fax: "a fax machine",
  invalid_number: "number does not exist",
};

export function reason(code: string) {
  return reasons[code] ?? words(code).toLowerCase();
}
