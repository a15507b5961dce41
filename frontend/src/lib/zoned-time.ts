/** Offset of a zone from UTC in minutes at one moment, as the browser's zone data knows it. */
function offsetAt(utc: number, zone: string) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(utc);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(value("year"), value("month") - 1, value("day"), value("hour"), value("minute"), value("second"));
  return Math.round((local - Math.floor(utc / 1000) * 1000) / 60_000);
}

/** "2026-11-21T09:30" on the wall clock of a zone, as an instant. In the hour that does not exist (spring) the later one is meant. */
export function fromZone(local: string, zone: string): Date {
  const wall = Date.parse(`${local}Z`);
  const first = wall - offsetAt(wall, zone) * 60_000;
  return new Date(wall - offsetAt(first, zone) * 60_000);
}

/** An instant as a wall clock value for an input of type datetime-local. */
export function toZone(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone) * 60_000).toISOString().slice(0, 16);
}

export function knownZone(zone: string | null | undefined): string {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: zone ?? "" });
    return zone!;
  } catch {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}
