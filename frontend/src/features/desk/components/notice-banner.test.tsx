import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { AgentNotice } from "@/api/types";
import { NoticeBanner, textOf } from "./notice-banner";

const notice = (kind: string, text: string, about: string | null, by: string | null) =>
  ({ kind, text, about, by, at: "2026-06-01T15:00:00Z" }) as AgentNotice;

it("names who set the status and why", () => {
  expect(textOf(notice("forced", "Team meeting", "break", "Maya Chen"))).toBe("Maya Chen set you to break: Team meeting");
});

it("says what became of a contact", () => {
  expect(textOf(notice("preview_over", "no_answer", "Ann Smith", null))).toBe("Ann Smith: no answer.");
});

it("names the gate that refused a dial, and when it opens", () => {
  const refused = { ...notice("preview_over", "number_rest", "Ann Smith", null), nextAt: "2026-06-01T15:20:00Z" };
  expect(textOf(refused)).toMatch(/^Ann Smith: called a short while ago, may be called again .*2026.*\.$/);
});

it("explains a break nobody asked for", () => {
  expect(textOf(notice("missed_calls", "missed_calls", "break", null))).toMatch(/did not reach you/);
});

it("keeps saying why the last contact was not reached when the next card is there, until it is read", () => {
  const { rerender } = render(<NoticeBanner notice={notice("preview_over", "no_answer", "Ann Smith", null)} waiting />);
  rerender(<NoticeBanner notice={null} waiting />);
  expect(screen.getByText("Ann Smith: no answer.")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("status")).toBeNull();
});

it("says it no more once the next contact is dialled", () => {
  const { rerender } = render(<NoticeBanner notice={notice("preview_over", "no_answer", "Ann Smith", null)} waiting />);
  rerender(<NoticeBanner notice={null} waiting={false} />);
  expect(screen.queryByRole("status")).toBeNull();
  rerender(<NoticeBanner notice={null} waiting />);
  expect(screen.queryByRole("status")).toBeNull();
});

it("takes away what a supervisor did when the server does", () => {
  const { rerender } = render(<NoticeBanner notice={notice("forced", "Team meeting", "break", "Maya Chen")} waiting={false} />);
  expect(screen.getByText(/Maya Chen set you to break/)).toBeVisible();
  rerender(<NoticeBanner notice={null} waiting />);
  expect(screen.queryByRole("status")).toBeNull();
});

it("does not remind of a contact the agent passed over", () => {
  const { rerender } = render(<NoticeBanner notice={notice("preview_over", "skipped", "Ann Smith", null)} waiting />);
  expect(screen.getByText("Ann Smith: skipped.")).toBeVisible();
  rerender(<NoticeBanner notice={null} waiting />);
  expect(screen.queryByRole("status")).toBeNull();
});
