import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useCreate } from "./use-create";

const fetcher = vi.fn();
const keys = () => fetcher.mock.calls.map(([, init]) => (init as { headers: Headers }).headers.get("Idempotency-Key"));

beforeEach(() => vi.stubGlobal("fetch", fetcher));
afterEach(() => {
  vi.unstubAllGlobals();
  fetcher.mockReset();
});

it("keeps the key of an unanswered request and takes a new one after a refusal or a change", async () => {
  const { result } = renderHook(() => useCreate("/contacts"));
  fetcher.mockRejectedValueOnce(new TypeError("no answer"));
  await expect(result.current({ email: "a" })).rejects.toMatchObject({ code: "network" });
  fetcher.mockResolvedValueOnce(new Response("{}", { status: 422 }));
  await expect(result.current({ email: "a" })).rejects.toMatchObject({ status: 422 });
  fetcher.mockResolvedValueOnce(new Response("{}", { status: 201 }));
  await result.current({ email: "a" });
  fetcher.mockResolvedValueOnce(new Response("{}", { status: 201 }));
  await result.current({ email: "b" });

  const [unanswered, repeated, afterRefusal, changed] = keys();
  expect(repeated).toBe(unanswered);
  expect(afterRefusal).not.toBe(unanswered);
  expect(changed).not.toBe(afterRefusal);
});
