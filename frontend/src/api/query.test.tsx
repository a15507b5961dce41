import { onlineManager, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { createQueryClient, resource } from "./query";

afterEach(() => {
  onlineManager.setOnline(true);
  vi.unstubAllGlobals();
});

it("says that the server cannot be reached while the browser is off line, and asks again when it is back", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  onlineManager.setOnline(false);
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retryDelay: 1 } });
  const { result } = renderHook(() => useQuery(resource("/pause-codes")), {
    wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  await waitFor(() => expect(result.current.error).toMatchObject({ title: "The server cannot be reached" }));
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("[]")));
  onlineManager.setOnline(true);
  await waitFor(() => expect(result.current.data).toEqual([]));
});
