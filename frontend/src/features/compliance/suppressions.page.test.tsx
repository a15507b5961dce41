import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import SuppressionsPage from "./suppressions.page";

const number = sample("SuppressionRow", { id: "s1", kind: "phone", value: "+12025550100", reason: "Asked for it", source: "disposition" });

it("asks for one kind at a time, and a search is over when the kind changes", async () => {
  const user = userEvent.setup();
  const page = openPage(SuppressionsPage, {
    path: "/compliance/suppressions",
    at: "/compliance/suppressions?q=%2B1",
    answers: { "/suppressions": pageOf([number]) },
  });
  await screen.findByText("Asked for it");
  await user.click(screen.getByRole("button", { name: "Domain" }));
  await waitFor(() => expect(page.reads().at(-1)).toBe("/suppressions?limit=100&kind=domain"));
  expect(page.reads()[0]).toBe("/suppressions?limit=100&kind=phone&q=%2B1");
});

it("removes an entry only after asking", async () => {
  const user = userEvent.setup();
  const page = openPage(SuppressionsPage, { path: "/compliance/suppressions", answers: { "/suppressions": pageOf([number]) } });
  await user.click(await screen.findByRole("button", { name: /^Remove / }));
  expect(page.changes()).toEqual([]);
  await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: /^Remove/ }));
  expect(page.changes().map(({ method, url }) => `${method} ${url}`)).toEqual(["DELETE /suppressions/s1"]);
});
