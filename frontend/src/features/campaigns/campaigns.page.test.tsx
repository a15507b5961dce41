import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import CampaignsPage from "./campaigns.page";

const counts = sample("CampaignCounts", { audience: 400, leads: 9, approved: 5 });
const running = sample("CampaignListRow", {
  id: "c1",
  name: "Robots in Norway",
  status: "active",
  dialMode: "predictive",
  leadGoal: 20,
  counts,
});
const draft = sample("CampaignListRow", { id: "c2", name: "Not ready", status: "draft", counts: sample("CampaignCounts") });
const open = () => openPage(CampaignsPage, { path: "/campaigns", answers: { "/campaigns": pageOf([running, draft]) } });

it("shows how far each campaign is, and asks for one state by its tab", async () => {
  const user = userEvent.setup();
  const page = open();
  const table = await screen.findByRole("table", { name: "Campaigns" });
  expect(within(table).getByText("5/20")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Paused" }));
  await waitFor(() => expect(page.reads()).toContain("/campaigns?limit=100&status=paused"));
  expect(window.location.search).toBe("?status=paused");
});

it("goes on with a draft where it was left, and opens a campaign that has started", async () => {
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByText("Not ready"));
  expect(window.location.pathname + window.location.search).toBe("/campaigns/new?draft=c2");
});
