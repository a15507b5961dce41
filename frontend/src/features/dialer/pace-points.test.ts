import { expect, test } from "vitest";
import type { CampaignPace, QueueSnapshot } from "@/api/types";
import { extendPace, sumPaces } from "./pace-points";

const point = (at: string, dials = 0) => ({ at, dials, answers: 0, abandoned: 0, budgetUsed: 0.1 });
const pace: CampaignPace = {
  at: "2026-03-02T12:02:10Z",
  abandonCap: 0.03,
  today: { dials: 20, answered: 5, abandoned: 1 },
  minutes: [point("2026-03-02T12:00:00Z", 4), point("2026-03-02T12:01:00Z", 5), point("2026-03-02T12:02:00Z", 1)],
};
const pushed = (at: string, dials: number) =>
  ({ at, today: { dials, answered: 6, abandoned: 1, connected: 4, qualified: 0, abandonRate: 0.2 }, pace: { budgetUsed: 0.5 } }) as Pick<
    QueueSnapshot,
    "at" | "today" | "pace"
  >;

test("an older push changes nothing", () => expect(extendPace(pace, pushed("2026-03-02T12:02:09Z", 99))).toBe(pace.minutes));

test("a push in the same minute adds what the counters grew by", () => {
  const points = extendPace(pace, pushed("2026-03-02T12:02:40Z", 23));
  expect(points.map((p) => p.dials)).toEqual([4, 5, 4]);
  expect(points.at(-1)).toMatchObject({ answers: 1, abandoned: 0, budgetUsed: 0.5 });
});

test("a new minute pushes the oldest out", () => {
  const points = extendPace(pace, pushed("2026-03-02T12:03:05Z", 22));
  expect(points.map((p) => [p.at.slice(11, 16), p.dials])).toEqual([
    ["12:01", 5],
    ["12:02", 1],
    ["12:03", 2],
  ]);
});

test("a new day never takes away", () => expect(extendPace(pace, pushed("2026-03-02T12:02:40Z", 0)).at(-1)!.dials).toBe(1));

test("campaigns add up by the minute", () =>
  expect(
    sumPaces([[point("2026-03-02T12:00:00Z", 1)], [point("2026-03-02T12:00:00+00:00", 2), point("2026-03-02T12:01:00Z", 3)]]).map(
      (p) => p.dials,
    ),
  ).toEqual([3, 3]));
