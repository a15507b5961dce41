import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import ImportsPage from "./imports.page";

it("shows each file with its numbers, and opens one where it stands", async () => {
  const user = userEvent.setup();
  const done = sample("ImportListRow", {
    id: "i1",
    fileName: "people.csv",
    status: "completed",
    progress: sample("ImportProgressView", { totalRows: 1200, created: 900, updated: 280, rejected: 20 }),
  });
  openPage(ImportsPage, { path: "/imports", answers: { "/imports": pageOf([done]) } });
  const row = within(await screen.findByRole("table", { name: "Imports" })).getByRole("row", { name: /people.csv/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(expect.arrayContaining(["people.csv", "1,200", "900", "280", "20"]));
  await user.click(within(row).getByText("people.csv"));
  expect(window.location.pathname).toBe("/imports/i1");
});

it("says how to begin while there is none", async () => {
  openPage(ImportsPage, { path: "/imports", answers: { "/imports": pageOf([]) } });
  expect(await screen.findByText("No imports yet")).toBeInTheDocument();
});
