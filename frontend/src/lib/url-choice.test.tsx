import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { useUrlChoice } from "./url-state";

const choices = ["queue", "calls", "settings"];

beforeEach(() => window.history.replaceState(null, "", "/"));

it("is what the address says", () => {
  window.history.replaceState(null, "", "/?tab=calls");
  expect(renderHook(() => useUrlChoice("tab", choices)).result.current[0]).toBe("calls");
});

it("is the first choice where the address says something else or nothing", () => {
  window.history.replaceState(null, "", "/?tab=rules");
  expect(renderHook(() => useUrlChoice("tab", choices)).result.current[0]).toBe("queue");
  window.history.replaceState(null, "", "/");
  expect(renderHook(() => useUrlChoice("tab", choices)).result.current[0]).toBe("queue");
});

it("writes a choice into the address, and the first one out of it", () => {
  const { result } = renderHook(() => useUrlChoice("tab", choices));
  act(() => result.current[1]("settings"));
  expect(window.location.search).toBe("?tab=settings");
  act(() => result.current[1]("queue"));
  expect(window.location.search).toBe("");
});
