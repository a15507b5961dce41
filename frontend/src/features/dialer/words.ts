import { words } from "@/lib/format";

/** Why contacts wait, in the order a manager asks. */
const waiting: Record<string, string> = {
  due: "Due now",
  retry_later: "Retry comes later",
  callback: "Callback agreed",
  window_closed: "Outside calling hours",
  cap_reached: "Account cap reached",
  in_use: "In another call",
};
const idle: Record<string, string> = {
  campaign_paused: "The campaign is paused.",
  paused: "The campaign is paused.",
  no_agents: "No agent is available.",
  no_agent: "No agent is available.",
  no_agents_available: "No agent is available.",
  window_closed: "Nobody can be called at this hour.",
  empty: "Nobody is left to call.",
  queue_empty: "Nobody is left to call.",
  carrier_limit: "The carrier's dial rate is reached.",
  rate_limited: "The carrier's dial rate is reached.",
  abandon_budget: "The abandon budget is used up.",
};

export const waitingWord = (code: string) => waiting[code] ?? words(code);
export const idleWord = (code: string) => idle[code] ?? `${words(code)}.`;
