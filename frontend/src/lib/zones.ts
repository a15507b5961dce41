const commonZones = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Toronto",
  "America/Sao_Paulo",
  "Europe/London",
  "Europe/Dublin",
  "Europe/Berlin",
  "Europe/Paris",
  "Europe/Madrid",
  "Europe/Warsaw",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Australia/Sydney",
  "UTC",
];

/** Time zones to choose from, with the one that is set wherever it lies. */
export function zoneOptions(own: string) {
  return [...new Set([...commonZones, own])].toSorted().map((name) => ({ value: name, label: name.replace(/_/g, " ") }));
}
