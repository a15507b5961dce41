import { words } from "@/lib/format";

/** In the order of the hot keys 1–9. */
export const dispositions = [
  { key: "1", value: "connected", label: "Connected", hint: "Talked, nothing further" },
  { key: "2", value: "not_interested", label: "Not interested", hint: "Leaves this campaign" },
  { key: "3", value: "callback_requested", label: "Callback", hint: "At an agreed time" },
  { key: "4", value: "qualified", label: "Qualified", hint: "Becomes a lead" },
  { key: "5", value: "dnc_request", label: "Do not call", hint: "Number is suppressed" },
  { key: "6", value: "wrong_number", label: "Wrong number", hint: "Contact marked invalid" },
  { key: "7", value: "invalid_data", label: "Invalid data", hint: "Contact marked invalid" },
  { key: "8", value: "voicemail", label: "Voicemail", hint: "Tried again later" },
  { key: "9", value: "no_answer", label: "No answer", hint: "Tried again later" },
] as const;

/** Why a contact that is only looked at is passed over. */
export const skipReasons = ["Wrong person", "Company not a fit", "Bad time for them", "Data looks wrong"];

export const breakReasons = ["Short break", "Lunch", "Coaching", "Technical"];

/** The product's own reasons are tokens; those that people wrote are shown as written. */
export function reasonText(reason: string) {
  return ["connection_lost", "no_campaign", "missed_calls"].includes(reason) ? words(reason) : reason;
}
