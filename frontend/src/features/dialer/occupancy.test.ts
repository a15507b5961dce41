import { expect, test } from "vitest";
import type { QueueSnapshot } from "@/api/types";
import { occupancyOf } from "./occupancy";

const queue = (target: number, ...states: string[]) =>
  ({ agents: states.map((status) => ({ status })), pace: { occupancyTarget: target } }) as unknown as Pick<
    QueueSnapshot,
    "agents" | "pace"
  >;

test("breaks and people who are away do not count", () =>
  expect(occupancyOf([queue(0.8, "on_call", "wrap_up", "preview", "available", "break", "offline")])).toEqual({
    share: 0.75,
    target: 0.8,
  }));

test("a larger team's target weighs more", () =>
  expect(occupancyOf([queue(0.9, "on_call", "on_call", "available"), queue(0.7, "available"), queue(0.5, "offline")])).toEqual({
    share: 0.5,
    target: expect.closeTo(0.85, 6) as number,
  }));

test("nobody at work has no occupancy", () => expect(occupancyOf([queue(0.8, "offline"), queue(0.8)])).toBeNull());
