import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import RulesPage from "./rules.page";

it("leads to every subject by a link at the top", async () => {
  const campaign = sample("Campaign", { id: "c1", name: "Robots in Norway", status: "active" });
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
  const links = within(await screen.findByRole("navigation", { name: "On this page" })).getAllByRole("link");
  expect(links.length).toBeGreaterThan(6);
  for (const link of links) {
    const card = document.querySelector(link.getAttribute("href")!);
    expect(card, link.textContent!).toHaveAccessibleName(link.textContent!);
  }
});
