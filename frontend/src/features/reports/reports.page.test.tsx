import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import ReportsPage from "./reports.page";

const nothing = { from: "2026-06-01", to: "2026-06-07", timeZone: "Europe/Berlin", rows: [] };

it("asks for one report at a time, with the days of the address, and offers the same as a file", async () => {
  const user = userEvent.setup();
  const page = openPage(ReportsPage, {
    path: "/telephony/reports",
    at: "/telephony/reports?from=2026-06-01&to=2026-06-07",
    answers: { "/campaigns": pageOf([]), "/reports/dialer/campaigns": nothing, "/reports/dialer/agents": nothing },
  });
  expect(await screen.findByText("Nothing in this range")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Agent time" }));
  await waitFor(() => expect(page.reads()).toContain("/reports/dialer/agents?from=2026-06-01&to=2026-06-07"));
  expect(screen.getByRole("link", { name: "Export CSV" })).toHaveAttribute(
    "href",
    "/api/v1/reports/dialer/agents/csv?from=2026-06-01&to=2026-06-07",
  );
});

it("says what went wrong, and asks again", async () => {
  openPage(ReportsPage, { path: "/telephony/reports", answers: { "/campaigns": pageOf([]) } });
  expect(await screen.findByRole("button", { name: "Try again" })).toBeInTheDocument();
});
