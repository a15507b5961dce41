import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { draftOf, dropDraft, emptyDraft, keepDraft, type DraftedCall } from "./drafts";

const call = (callId: string): DraftedCall => ({ callId, timeZone: "America/Denver", questions: [], fullName: "Pat Doe" });
const noted = (notes: string) => ({ ...emptyDraft, notes });

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

it("keeps what was entered for each call by itself, for whoever entered it", () => {
  keepDraft("ann", call("c1"), {
    notes: "a",
    answers: { q: "1" },
    chosen: "callback_requested",
    callback: "2026-06-02T09:00",
    callbackFor: "own",
    next: "offline",
  });
  keepDraft("ann", call("c2"), noted("b"));
  expect(draftOf("ann", "c1")).toEqual({
    notes: "a",
    answers: { q: "1" },
    chosen: "callback_requested",
    callback: "2026-06-02T09:00",
    callbackFor: "own",
    next: "offline",
  });
  expect(draftOf("ann", "c2")?.notes).toBe("b");
  expect(draftOf("bob", "c1")).toBeUndefined();
});

it("forgets a call that is saved, one that was emptied, and everything of whoever worked in this window before", () => {
  keepDraft("ann", call("c1"), noted("a"));
  dropDraft("c1");
  keepDraft("ann", call("c2"), noted("b"));
  keepDraft("ann", call("c2"), noted("  "));
  expect(sessionStorage).toHaveLength(0);
  keepDraft("ann", call("c3"), noted("c"));
  keepDraft("bob", call("c4"), noted("d"));
  expect(draftOf("ann", "c3")).toBeUndefined();
  expect(draftOf("bob", "c4")?.notes).toBe("d");
});

it("lets the oldest go when there are too many or they are too long", () => {
  for (let i = 1; i <= 11; i++) keepDraft("ann", call(`c${i}`), noted("x"));
  expect(draftOf("ann", "c1")).toBeUndefined();
  expect(draftOf("ann", "c2")).toBeDefined();
  keepDraft("ann", call("long"), noted("x".repeat(399_000)));
  expect(draftOf("ann", "long")).toBeDefined();
  expect(draftOf("ann", "c2")).toBeUndefined();
});

it.each(["{", "null", "7", '[null, 3, {"userId": "ann"}]', '{"userId": "ann"}'])("takes %s in the storage for nothing", (raw) => {
  sessionStorage.setItem("pivotal.drafts", raw);
  expect(draftOf("ann", "c1")).toBeUndefined();
  keepDraft("ann", call("c1"), noted("a"));
  expect(draftOf("ann", "c1")?.notes).toBe("a");
});

it("reads as much as it understands of what another release has kept", () => {
  const kept = [
    { userId: "ann", call: { callId: "c1", questions: [{ id: 1 }] }, draft: { notes: "a", answers: { q: "1", r: 2 }, chosen: null } },
  ];
  sessionStorage.setItem("pivotal.drafts", JSON.stringify(kept));
  expect(draftOf("ann", "c1")).toEqual({ ...emptyDraft, notes: "a", answers: { q: "1" } });
});

it("goes on where the storage is blocked or full", () => {
  const refuse = () => {
    throw new DOMException("no", "QuotaExceededError");
  };
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(refuse);
  expect(() => keepDraft("ann", call("c1"), noted("a"))).not.toThrow();
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(refuse);
  vi.spyOn(Storage.prototype, "removeItem").mockImplementation(refuse);
  expect(draftOf("ann", "c1")).toBeUndefined();
  expect(() => keepDraft("ann", call("c1"), noted(""))).not.toThrow();
});
