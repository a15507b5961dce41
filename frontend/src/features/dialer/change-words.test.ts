import { expect, test } from "vitest";
import { changeWords } from "./change-words";

test("from and to are said in the words of the screen", () =>
  expect(
    changeWords({
      action: "campaigns.updated",
      data: {
        fields: ["dialMode", "abandonCap"],
        changes: { dialMode: { from: "progressive", to: "power" }, abandonCap: { from: 0.03, to: 0.02 } },
      },
    }),
  ).toBe("Mode: progressive → power · Abandon cap: 3.0% → 2.0%"));

test("a goal that did not exist and a target in percent", () =>
  expect(
    changeWords({
      action: "campaigns.updated",
      data: { fields: ["leadGoal", "rules"], changes: { leadGoal: { from: null, to: 60 }, occupancyTarget: { from: 85, to: 80 } } },
    }),
  ).toBe("Lead goal: none → 60 · Occupancy target: 85% → 80%"));

test("a text that changed is named", () =>
  expect(changeWords({ action: "campaigns.updated", data: { fields: ["script", "wrapUpSeconds"], changes: {} } })).toBe(
    "Changed script, wrap-up seconds",
  ));

test("moves and agents", () => {
  expect(changeWords({ action: "campaigns.active", data: { from: "paused", to: "active" } })).toBe("Started");
  expect(changeWords({ action: "campaigns.agents_set", data: { agents: ["a"] } })).toBe("1 agent assigned");
});
