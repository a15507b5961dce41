import type { Body } from "@/api/contract";
import type { ComplianceProfile } from "@/api/types";
import { plural, weekHours } from "@/lib/format";

type Rules = ComplianceProfile["rules"];

/** As the form holds a profile: empty text for "not asked for". Names are those of the API, so that its refusals find their field. */
export interface ProfileValues {
  name: string;
  source: string;
  connect: { seconds: string; clock: string };
  abandon: { cap: string; window: string; detectionErrors: boolean };
  ring: { seconds: string };
  lockOut: { hours: string; unlessGuaranteed: boolean };
  machineRest: { hours: string };
  attempts: { most: string };
  retention: { years: string };
  message: { parts: string[]; automatedOptOut: boolean };
  holidays: { calendars: string[] };
  hours: { week: { start: string; end: string }[] };
}

export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const windows = [
  { value: "rolling_24_hours", label: "24 hours" },
  { value: "rolling_30_days", label: "30 days" },
  { value: "calendar_month", label: "Calendar month" },
];

export const clocks = [
  { value: "pick_up", label: "From the pick-up" },
  { value: "end_of_greeting", label: "From the end of the greeting" },
];

const text = (value: number | undefined) => (value === undefined ? "" : String(value));

export function valuesOf(name: string, rules: Partial<Rules>): ProfileValues {
  const first = [
    rules.connect,
    rules.abandon,
    rules.ring,
    rules.lockOut,
    rules.machineRest,
    rules.attempts,
    rules.retention,
    rules.message,
    rules.holidays,
    rules.hours,
  ].find((rule) => rule?.source);
  return {
    name,
    source: first?.source ?? "",
    connect: { seconds: text(rules.connect?.seconds), clock: rules.connect?.clock ?? "pick_up" },
    abandon: {
      cap: rules.abandon ? String(Math.round(rules.abandon.cap * 100_000) / 1000) : "",
      window: rules.abandon?.window ?? "rolling_30_days",
      detectionErrors: rules.abandon?.detectionErrors ?? false,
    },
    ring: { seconds: text(rules.ring?.seconds) },
    lockOut: { hours: text(rules.lockOut?.hours), unlessGuaranteed: rules.lockOut?.unlessGuaranteed ?? false },
    machineRest: { hours: text(rules.machineRest?.hours) },
    attempts: { most: text(rules.attempts?.most) },
    retention: { years: text(rules.retention?.years) },
    message: { parts: rules.message?.parts ?? [], automatedOptOut: rules.message?.automatedOptOut ?? false },
    holidays: { calendars: rules.holidays?.calendars ?? [] },
    hours: {
      week: weekdays.map((_, day) => {
        const line = rules.hours?.week.find((item) => item.days.includes(day + 1));
        return { start: line?.start.slice(0, 5) ?? "", end: line?.end.slice(0, 5) ?? "" };
      }),
    },
  };
}

export function bodyOf(values: ProfileValues): Body<"/compliance/profiles", "post"> {
  const about = { source: values.source.trim(), verify: false };
  const given = (value: string) => value.trim() !== "";
  const week = values.hours.week
    .map((day, index) => ({ days: [index + 1], start: day.start, end: day.end }))
    .filter((line) => line.start !== "" && line.end !== "");
  return {
    name: values.name,
    connect: given(values.connect.seconds) ? { clock: values.connect.clock, seconds: Number(values.connect.seconds), ...about } : null,
    abandon: given(values.abandon.cap)
      ? {
          window: values.abandon.window,
          denominator: "answered_by_person",
          cap: Number(values.abandon.cap) / 100,
          detectionErrors: values.abandon.detectionErrors,
          ...about,
        }
      : null,
    ring: given(values.ring.seconds) ? { seconds: Number(values.ring.seconds), ...about } : null,
    lockOut: given(values.lockOut.hours)
      ? { hours: Number(values.lockOut.hours), unlessGuaranteed: values.lockOut.unlessGuaranteed, ...about }
      : null,
    machineRest: given(values.machineRest.hours) ? { hours: Number(values.machineRest.hours), ...about } : null,
    attempts: given(values.attempts.most) ? { most: Number(values.attempts.most), hours: 24, ...about } : null,
    retention: given(values.retention.years) ? { years: Number(values.retention.years), ...about } : null,
    message:
      values.message.parts.length > 0
        ? { parts: values.message.parts, marketing: false, automatedOptOut: values.message.automatedOptOut, ...about }
        : null,
    holidays: values.holidays.calendars.length > 0 ? { calendars: values.holidays.calendars, ...about } : null,
    hours: week.length > 0 ? { week: week.map((line) => ({ ...line, start: `${line.start}:00`, end: `${line.end}:00` })), ...about } : null,
  };
}

/** One line a rule, for people. */
export function linesOf(rules: Partial<Rules>, calendarName: (id: string) => string) {
  const window = windows.find((item) => item.value === rules.abandon?.window)?.label.toLowerCase();
  const clock = clocks.find((item) => item.value === rules.connect?.clock)?.label.toLowerCase();
  return [
    rules.connect && { label: "Somebody speaks within", value: `${rules.connect.seconds} s ${clock}`, rule: rules.connect },
    rules.abandon && {
      label: "Abandoned at most",
      value: `${Math.round(rules.abandon.cap * 1000) / 10} % of answered calls, ${window}${rules.abandon.detectionErrors ? ", with people taken for machines" : ""}`,
      rule: rules.abandon,
    },
    rules.ring && { label: "Rings at least", value: `${rules.ring.seconds} s`, rule: rules.ring },
    rules.message && {
      label: "Message says",
      value: `${rules.message.parts.join(", ").replaceAll("_", " ")}${rules.message.automatedOptOut ? "; opt-out by a key" : ""}`,
      rule: rules.message,
    },
    rules.lockOut && {
      label: "Abandoned number rests",
      value: `${rules.lockOut.hours} h${rules.lockOut.unlessGuaranteed ? " unless an agent is kept for the call" : ""}`,
      rule: rules.lockOut,
    },
    rules.machineRest && {
      label: "Number of a machine rests",
      value: `${rules.machineRest.hours} h unless an agent is kept for the call`,
      rule: rules.machineRest,
    },
    rules.attempts && { label: "Calls to a person", value: `${rules.attempts.most} in ${rules.attempts.hours} h`, rule: rules.attempts },
    rules.hours && { label: "Calling hours", value: weekHours(rules.hours.week), rule: rules.hours },
    rules.holidays && { label: "No calls on", value: rules.holidays.calendars.map(calendarName).join(", "), rule: rules.holidays },
    rules.retention && { label: "Records kept", value: plural(rules.retention.years, "year"), rule: rules.retention },
  ].filter((line) => line !== undefined && line !== null);
}
