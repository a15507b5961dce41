import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import RulesPage from "./rules.page";

const campaign = sample("Campaign", { id: "c1", name: "Robots in Norway", status: "active", version: 7 });

const open = () =>
  openPage(RulesPage, {
    path: "/campaigns/:id/rules",
    at: "/campaigns/c1/rules",
    roles: ["campaign_manager"],
    answers: {
      "/campaigns/{id}": campaign,
      "/campaigns/{id}/queue": sample("QueueSnapshot"),
      "/campaigns/{id}/quotas": [],
      "/campaigns/{id}/compliance": sample("CampaignCompliance"),
      "/campaigns/{id}/compliance/evidence": sample("ComplianceEvidence"),
      "/compliance/profiles": sample("ProfileList"),
      "/lists": pageOf([]),
    },
  });

const card = (name: string) => within(screen.getByRole("form", { name }));
const bar = () => within(screen.getByRole("region", { name: "Unsaved changes" }));

async function fill(inside: ReturnType<typeof card>, label: string, value: string) {
  const field = inside.getByLabelText(label);
  await userEvent.clear(field);
  if (value) await userEvent.type(field, value);
}

it("leads to every subject by a link at the top", async () => {
  open();
  const links = within(await screen.findByRole("navigation", { name: "On this page" })).getAllByRole("link");
  expect(links.length).toBeGreaterThan(6);
  for (const link of links) {
    const section = document.querySelector(link.getAttribute("href")!);
    expect(section, link.textContent!).toHaveAccessibleName(link.textContent!);
  }
});

it("stores what was changed on several cards as one change, against the version that was read", async () => {
  const page = open();
  await screen.findByRole("form", { name: "Agents" });
  expect(screen.queryByRole("region", { name: "Unsaved changes" })).toBeNull();
  await fill(card("Agents"), "Break after missed calls in a row", "4");
  await fill(card("Agentless message"), "Message", "Hello");
  await fill(card("Again"), "Rest between two calls to a number, minutes", "90");
  expect(bar().getByText("Agents, Agentless message, Again")).toBeVisible();

  page.answer("patch", "/campaigns/{id}", { ...campaign, version: 8 });
  await userEvent.click(bar().getByRole("button", { name: "Save changes" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Unsaved changes" })).toBeNull());
  const [change, ...more] = page.changes();
  expect(more).toEqual([]);
  expect(change).toMatchObject({
    url: "/campaigns/c1",
    version: '"7"',
    body: { rules: { agents: { missedCalls: 4, agentless: { message: "Hello" } }, recycle: { numberRestMinutes: 90 } } },
  });
});

it("sends nothing while a field of any card holds no number, and takes back everything at a word", async () => {
  const page = open();
  await screen.findByRole("form", { name: "Agents" });
  await fill(card("Agents"), "Break after missed calls in a row", "");
  await fill(card("Again"), "Rest between two calls to a number, minutes", "often");
  await userEvent.click(bar().getByRole("button", { name: "Save changes" }));
  expect(await card("Agents").findByText("Enter a number.")).toBeVisible();
  expect(await card("Again").findByText("Enter a number.")).toBeVisible();
  expect(page.changes()).toEqual([]);
  await userEvent.click(bar().getByRole("button", { name: "Discard" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Unsaved changes" })).toBeNull());
  expect(screen.queryByText("Enter a number.")).toBeNull();
  expect(card("Agents").getByLabelText("Break after missed calls in a row")).not.toHaveDisplayValue("");
});

it("shows each refusal on its field, and what is on no card beside the button", async () => {
  const page = open();
  await screen.findByRole("form", { name: "Agents" });
  await fill(card("Agents"), "Break after missed calls in a row", "99");
  await fill(card("Agentless message"), "Dials a minute", "9999");
  page.refuse("patch", 422, {
    code: "validation",
    title: "Not possible like this",
    errors: [
      { pointer: "/rules/agents/missedCalls", code: "range", detail: "From 0 to 20." },
      { pointer: "/rules/agents/agentless/callsPerMinute", code: "range", detail: "From 1 to 600." },
      { pointer: "/ringTimeoutSeconds", code: "law", detail: "The law lets it ring for 15 seconds." },
    ],
  });
  await userEvent.click(bar().getByRole("button", { name: "Save changes" }));
  expect(await card("Agents").findByText("From 0 to 20.")).toBeVisible();
  expect(card("Agents").queryByText("From 1 to 600.")).toBeNull();
  expect(card("Agentless message").getByText("From 1 to 600.")).toBeVisible();
  expect(bar().getByRole("alert")).toHaveTextContent("The law lets it ring for 15 seconds.");
});

it("says that somebody else was faster, and stores the second time against what he left", async () => {
  const page = open();
  await screen.findByRole("form", { name: "Agents" });
  await fill(card("Agents"), "Break after missed calls in a row", "4");
  page.refuse("patch", 412, { code: "version_mismatch", title: "This changed" });
  const his = {
    ...campaign,
    version: 9,
    rules: { ...campaign.rules, agents: { ...campaign.rules.agents, occupancyTarget: 77, missedCalls: 9 } },
  };
  page.now("/campaigns/{id}", his);
  await userEvent.click(bar().getByRole("button", { name: "Save changes" }));
  expect(await bar().findByText(/Somebody else has changed this campaign/)).toBeVisible();
  expect(card("Agents").getByLabelText("Break after missed calls in a row")).toHaveValue(4);
  expect(card("Agents").getByLabelText("Occupancy target, %")).toHaveValue(77);
  page.answer("patch", "/campaigns/{id}", { ...his, version: 10 });
  await userEvent.click(bar().getByRole("button", { name: "Save changes" }));
  await waitFor(() => expect(page.changes().map(({ version }) => version)).toEqual(['"7"', '"9"']));
  expect(page.changes()[1]).toMatchObject({ body: { rules: { agents: { missedCalls: 4, occupancyTarget: 77 } } } });
});

it("keeps what is typed while a save is on its way, as not saved", async () => {
  const page = open();
  await screen.findByRole("form", { name: "Agents" });
  await fill(card("Agents"), "Break after missed calls in a row", "4");
  let answer = () => {};
  page.answerLater("patch", new Promise<void>((resolve) => (answer = resolve)));
  const stored = { ...campaign, version: 8, rules: { ...campaign.rules, agents: { ...campaign.rules.agents, missedCalls: 4 } } };
  page.answer("patch", "/campaigns/{id}", stored);
  await userEvent.click(bar().getByRole("button", { name: "Save changes" }));
  await fill(card("Agents"), "Occupancy target, %", "66");
  answer();
  await waitFor(() => expect(bar().getByRole("button", { name: "Save changes" })).toBeEnabled());
  expect(card("Agents").getByLabelText("Occupancy target, %")).toHaveValue(66);
  expect(card("Agents").getByLabelText("Break after missed calls in a row")).toHaveValue(4);
  await userEvent.click(bar().getByRole("button", { name: "Discard" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Unsaved changes" })).toBeNull());
  expect(card("Agents").getByLabelText("Break after missed calls in a row")).toHaveValue(4);
});
