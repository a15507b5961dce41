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

test("what has no words of its own is said by its path", () =>
  expect(
    changeWords({
      action: "campaigns.updated",
      data: {
        fields: ["rules", "window", "amdEnabled"],
        changes: {
          "rules.recycle.outcomes.2.delayMinutes": { from: 60, to: 120 },
          "rules.recycle.outcomes.3": {
            from: null,
            to: { outcome: "no_answer", delayMinutes: 30, maxAttempts: null, tryNextNumber: true },
          },
          "window.days": { from: [1, 2], to: [] },
          amdEnabled: { from: true, to: false },
        },
      },
    }),
  ).toBe(
    "Recycle, outcomes 2, delay minutes: 60 → 120 · Recycle, outcomes 3: none → outcome no answer, delay minutes 30, try next number yes · Window, days: 1, 2 → none · Machines detected: yes → no",
  ));

test("a save that changed nothing says so", () =>
  expect(changeWords({ action: "campaigns.updated", data: { fields: [], changes: {} } })).toBe("Saved as it was"));

test("moves and agents", () => {
  expect(changeWords({ action: "campaigns.active", data: { from: "paused", to: "active" } })).toBe("Started");
  expect(changeWords({ action: "campaigns.agents_set", data: { agents: ["a"] } })).toBe("1 agent assigned");
});
