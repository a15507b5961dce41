import { describe, expect, it } from "vitest";
import { duration, elapsed, phone, plural, words } from "./format";

describe("words and numbers", () => {
  it("writes durations as people read them", () => {
    expect(duration(247_000)).toBe("4:07");
    expect(duration(3_729_000)).toBe("1:02:09");
    expect(duration(-5)).toBe("0:00");
  });

  it("leaves out the seconds of what has lasted for days", () => {
    expect(elapsed(86_399_000)).toBe("23:59:59");
    expect(elapsed(86_400_000)).toBe("1 d 0 h");
    expect(elapsed(246_357_000)).toBe("2 d 20 h");
  });

  it("groups known numbers and leaves the others as they are", () => {
    expect(phone("+12025550142")).toBe("+1 202 555 0142");
    expect(phone("+493012345678")).toBe("+493012345678");
    expect(phone(null)).toBe("–");
  });

  it("makes words of status tokens", () => {
    expect(words("wrap_up")).toBe("Wrap up");
    expect(words("leads.approved")).toBe("Leads approved");
    expect(plural(1, "lead")).toBe("1 lead");
    expect(plural(2, "lead")).toBe("2 leads");
  });
});
