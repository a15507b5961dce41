import { describe, expect, it } from "vitest";
import { dayRange, every, weekHours } from "./format";

describe("days and hours", () => {
  it("says a run of days as a range and others by name", () => {
    expect(dayRange([1, 2, 3, 4, 5])).toBe("Mon–Fri");
    expect(dayRange([7, 6])).toBe("Sat, Sun");
    expect(dayRange([])).toBe("no day");
  });

  it("puts days with equal hours together", () => {
    const day = (from: number, start: string, end: string) => ({ days: [from], start, end });
    expect(
      weekHours([1, 2, 3, 4, 5].map((each) => day(each, "09:00:00", "21:30:00")).concat([6, 7].map((each) => day(each, "10:00", "18:00")))),
    ).toBe("Mon–Fri 09:00–21:30; Sat, Sun 10:00–18:00");
    expect(weekHours([{ days: [1, 2, 3, 4, 5, 6, 7], start: "00:00", end: "24:00" }])).toBe("Mon–Sun all day");
  });

  it("does not say every 1 minutes", () => {
    expect(every(1, "minute")).toBe("every minute");
    expect(every(90, "minute")).toBe("every 90 minutes");
  });
});
