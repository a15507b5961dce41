import { describe, expect, it } from "vitest";
import { fromZone, toZone } from "./zoned-time";

describe("a callback agreed in the contact's zone", () => {
  it("is stored as the instant of that wall clock, winter and summer", () => {
    expect(fromZone("2026-01-15T09:30", "America/New_York").toISOString()).toBe("2026-01-15T14:30:00.000Z");
    expect(fromZone("2026-07-15T09:30", "America/New_York").toISOString()).toBe("2026-07-15T13:30:00.000Z");
    expect(fromZone("2026-07-15T09:30", "Asia/Kolkata").toISOString()).toBe("2026-07-15T04:00:00.000Z");
  });

  it("survives the night on which clocks change", () => {
    expect(fromZone("2026-03-08T09:00", "America/New_York").toISOString()).toBe("2026-03-08T13:00:00.000Z");
    expect(fromZone("2026-11-01T09:00", "America/New_York").toISOString()).toBe("2026-11-01T14:00:00.000Z");
  });

  it("comes back as the same wall clock", () => {
    for (const zone of ["America/Denver", "Europe/Berlin", "Asia/Tokyo", "UTC"]) {
      expect(toZone(fromZone("2026-11-23T16:45", zone).getTime(), zone)).toBe("2026-11-23T16:45");
    }
  });
});
