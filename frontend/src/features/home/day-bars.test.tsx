import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CountUp } from "@/components/count-up";
import { DayBars } from "./day-bars";

const days = [
  { day: "2026-11-29", dials: 0, connected: 0, leads: 0 },
  { day: "2026-11-30", dials: 1200, connected: 140, leads: 7 },
];

describe("calls and leads of thirty days", () => {
  it("says what it draws, and has a table with each day", () => {
    render(<DayBars days={days} />);
    expect(screen.getByRole("img", { name: /1,200 calls and 7 leads/ })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /Table/ }));
    expect(screen.getByText("November 30, 2026")).toBeTruthy();
    expect(screen.getByText("140")).toBeTruthy();
  });

  it("says what will come where nothing is", () => {
    render(<DayBars days={days.map((day) => ({ ...day, dials: 0 }))} />);
    expect(screen.getByText(/No calls in these thirty days/)).toBeTruthy();
    expect(screen.queryByRole("img")).toBeNull();
  });

  it("shows a figure at once to whoever cannot or will not see it count", () => {
    render(<CountUp to={5000} />);
    expect(screen.getByText("5,000")).toBeTruthy();
  });
});
