import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { dropGuards, useGuardedLocation, useLeaveGuard, useLeaveQuestion } from "./leave-guard";

beforeEach(() => {
  dropGuards();
  window.history.replaceState(null, "", "/rules");
});

function page(dirty: boolean) {
  return renderHook(
    ({ dirty: now }) => {
      const [at, go] = useGuardedLocation();
      return { at, go, released: useLeaveGuard(now), question: useLeaveQuestion() };
    },
    { initialProps: { dirty } },
  );
}

it("asks before another page and goes there only when told to, and never asks within a page", () => {
  const { result } = page(true);
  act(() => result.current.go("/rules?tab=calls"));
  expect([window.location.search, result.current.question.open]).toEqual(["?tab=calls", false]);
  act(() => result.current.go("/contacts"));
  expect([result.current.at, result.current.question.open]).toEqual(["/rules", true]);
  act(() => result.current.question.stay());
  expect([result.current.at, result.current.question.open]).toEqual(["/rules", false]);
  act(() => result.current.go("/contacts"));
  act(() => result.current.question.leave());
  expect([result.current.at, result.current.question.open]).toEqual(["/contacts", false]);
});

it("does not ask for what is saved, whether a render or the save itself says so", () => {
  const { result, rerender } = page(true);
  rerender({ dirty: false });
  act(() => result.current.go("/contacts"));
  expect(result.current.at).toBe("/contacts");
  rerender({ dirty: true });
  act(() => {
    result.current.released();
    result.current.go("/lists");
  });
  expect(result.current.at).toBe("/lists");
});
