import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import CallbacksPage from "./callbacks.page";

const promised = sample("Callback", {
  campaignId: "c1",
  contactId: "p1",
  fullName: "Pat Doe",
  status: "queued",
  campaignStatus: "active",
  timeZone: "Europe/Oslo",
});
const lost = { ...promised, contactId: "p2", fullName: "Kim Roe", campaignStatus: "completed" };
const answers = { "/callbacks": pageOf([promised, lost]), "/users/agents": [] };

it("tells a manager which promises nobody keeps by itself any more, and lets them be cancelled", async () => {
  const user = userEvent.setup();
  const page = openPage(CallbacksPage, { path: "/callbacks", roles: ["campaign_manager"], answers });
  const table = await screen.findByRole("table", { name: "Callbacks" });
  expect(screen.getByRole("status")).toHaveTextContent("1 callback of campaigns that are over is not made by the dialer.");
  expect(within(table).queryByRole("button", { name: "Reassign the callback to Kim Roe" })).not.toBeInTheDocument();
  await user.click(within(table).getByRole("button", { name: "Cancel the callback to Kim Roe" }));
  await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Cancel the callback" }));
  expect(page.changes().map(({ method, url }) => `${method} ${url}`)).toEqual(["DELETE /campaigns/c1/callbacks/p2"]);
});

it("shows agents their own promises, without the manager's means", async () => {
  openPage(CallbacksPage, { path: "/callbacks", roles: ["agent"], answers });
  const table = await screen.findByRole("table", { name: "Callbacks" });
  expect(within(table).getByText("Pat Doe")).toBeInTheDocument();
  expect(within(table).queryByRole("button")).not.toBeInTheDocument();
});
