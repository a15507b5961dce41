import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import ControlCentrePage from "./control-centre.page";

const row = (id: string, name: string, status: string) => sample("CampaignListRow", { id, name, status, counts: sample("CampaignCounts") });

it("says what to do while no campaign has been started", async () => {
  openPage(ControlCentrePage, { path: "/telephony/auto-dialer", answers: { "/campaigns": pageOf([row("c1", "A draft", "draft")]) } });
  expect(await screen.findByText("No campaign has been started")).toBeInTheDocument();
  expect(screen.queryByText("A draft")).not.toBeInTheDocument();
});

it("keeps campaigns that are over out of the way until somebody looks for them", async () => {
  const user = userEvent.setup();
  openPage(ControlCentrePage, {
    path: "/telephony/auto-dialer",
    answers: { "/campaigns": pageOf([row("c1", "Running one", "active"), row("c2", "Old one", "completed")]) },
  });
  const campaigns = await screen.findByRole("list", { name: "Campaigns" });
  expect(within(campaigns).queryByText("Old one")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Show 1 finished campaign" }));
  expect(within(campaigns).getByText("Old one")).toBeInTheDocument();
});
