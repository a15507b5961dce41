import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import DeskPage from "./desk.page";

const me = sample("AgentView", {
  agentId: "u1",
  status: "offline",
  campaignId: "c1",
  campaignName: "Robots in Norway",
  today: sample("AgentDay", { calls: 4 }),
});
const answers = { "/agents/me": me, "/calls": pageOf([]), "/agents/me/breaks": [], "/callbacks": pageOf([]) };

it("says what an agent works for, and asks the server when the agent becomes available", async () => {
  const user = userEvent.setup();
  const page = openPage(DeskPage, { path: "/desk", roles: ["agent"], answers });
  expect((await screen.findAllByText("Robots in Norway"))[0]).toBeInTheDocument();
  page.answer("put", "/agents/me/status", { ...me, status: "available" });
  await user.click(screen.getAllByRole("button", { name: /Available|Go available/ })[0]!);
  expect(page.changes()).toEqual([{ method: "PUT", url: "/agents/me/status", body: { status: "available" }, version: null }]);
  expect((await screen.findAllByText("Available"))[0]).toBeInTheDocument();
});
