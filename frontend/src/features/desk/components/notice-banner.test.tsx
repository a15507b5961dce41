import { expect, it } from "vitest";
import type { AgentNotice } from "@/api/types";
import { textOf } from "./notice-banner";

const notice = (kind: string, text: string, about: string | null, by: string | null) => ({ kind, text, about, by, at: "2026-06-01T15:00:00Z" }) as AgentNotice;

it("names who set the status and why", () => {
  expect(textOf(notice("forced", "Team meeting", "break", "Maya Chen"))).toBe("Maya Chen set you to break: Team meeting");
});

it("says what became of a contact", () => {
  expect(textOf(notice("preview_over", "no_answer", "Ann Smith", null))).toBe("Ann Smith: no answer.");
});

it("explains a break nobody asked for", () => {
  expect(textOf(notice("missed_calls", "missed_calls", "break", null))).toMatch(/did not reach you/);
});
