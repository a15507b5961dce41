const locale = undefined; // the browser's own

const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

export const none = "–";

export function count(value: number | null | undefined) {
  return value == null ? none : integer.format(value);
}

/** A share in 0..1. */
export function percent(share: number | null | undefined, digits = 0) {
  return share == null || !Number.isFinite(share)
    ? none
    : new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);
}

/** 1 lead, 2 leads. */
export function plural(value: number, one: string, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Elapsed time as 4:07 or 1:02:09. */
export function duration(milliseconds: number) {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** How long something has lasted, on a clock that runs: after a day nobody reads the seconds any more. */
export function elapsed(milliseconds: number) {
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours < 24 ? duration(milliseconds) : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function age(at: string | null | undefined, now: number) {
  if (!at) return none;
  const seconds = (Date.parse(at) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86_400), "day");
}

export function dateTime(at: string | null | undefined, zone?: string | null) {
  if (!at) return none;
  const written = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", ...(zone ? { timeZone: zone } : {}) }).format(
    new Date(at),
  );
  return zone && zone !== ownZone() ? `${written} ${zoneName(new Date(at), zone)}` : written;
}

/** A moment to come on a zone's clock: the time alone for today, with the day for later. */
export function moment(at: string, zone: string) {
  const day = (when: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(when);
  const then = new Date(at);
  if (day(then) === day(new Date())) return `at ${clock(then, zone)}`;
  return `${new Intl.DateTimeFormat(locale, { weekday: "short", month: "short", day: "numeric", timeZone: zone }).format(then)} at ${clock(then, zone)}`;
}

/** The clock the viewer's own screen shows; any other has to be named. */
export function ownZone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function zoneName(at: Date, zone: string) {
  return (
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" })
      .formatToParts(at)
      .find((part) => part.type === "timeZoneName")?.value ?? zone
  );
}

/** "Mon–Fri" for a run of days (1 is Monday), else the days named. */
export function dayRange(days: readonly number[]) {
  const sorted = days.toSorted((a, b) => a - b);
  const run = sorted.every((day, index) => index === 0 || day === sorted[index - 1]! + 1);
  if (sorted.length > 2 && run) return `${weekdays[sorted[0]! - 1]}–${weekdays[sorted.at(-1)! - 1]}`;
  return sorted.map((day) => weekdays[day - 1]).join(", ") || "no day";
}

export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Opening hours with equal days together: "Mon–Fri 09:00–21:30; Sat, Sun 10:00–18:00". */
export function weekHours(lines: readonly { days: readonly number[]; start: string; end: string }[]) {
  const byHours = new Map<string, number[]>();
  for (const line of lines) {
    const [start, end] = [line.start.slice(0, 5), line.end.slice(0, 5)];
    const hours = start === "00:00" && (end === "24:00" || end === "00:00") ? "all day" : `${start}–${end}`;
    byHours.set(hours, [...(byHours.get(hours) ?? []), ...line.days]);
  }
  return [...byHours].map(([hours, days]) => `${dayRange(days)} ${hours}`).join("; ");
}

/** "every 2 minutes", "every minute" */
export function every(value: number, unit: string) {
  return value === 1 ? `every ${unit}` : `every ${count(value)} ${unit}s`;
}

/** A day of the calendar, written 2024-04-03; it is the same day wherever one is. */
export function calendarDay(day: string) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));
}

/** With its decimals, if it has any. */
export function amount(value: number) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

export function date(at: string | null | undefined) {
  if (!at) return none;
  // A bare date has no zone: read as UTC it would fall on the day before in the Americas.
  const value = /^\d{4}-\d{2}-\d{2}$/.test(at) ? new Date(`${at}T12:00:00`) : new Date(at);
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(value);
}

export function clock(at: number | Date, zone?: string | null) {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    ...(zone ? { timeZone: zone, timeZoneName: "short" } : {}),
  }).format(at);
}

export function bytes(size: number) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(size / 1000 ** step);
}

/** +12125550142 → +1 212 555 0142. Only groups digits; the number itself is the server's. */
export function phone(e164: string | null | undefined) {
  if (!e164) return none;
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (us) return `+1 ${us[1]} ${us[2]} ${us[3]}`;
  const gb = /^\+44(\d{4})(\d{6})$/.exec(e164);
  return gb ? `+44 ${gb[1]} ${gb[2]}` : e164;
}

/** wrap_up → Wrap up, connectedCalls → Connected calls. */
export function words(token: string | null | undefined) {
  if (!token) return none;
  const spaced = token
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_.-]/g, " ")
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
