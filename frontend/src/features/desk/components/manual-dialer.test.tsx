import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ManualDialer } from "./manual-dialer";

afterEach(() => vi.unstubAllGlobals());

it("does not say that a number may be dialled after it was dialled: it is checked anew", async () => {
  const bodies: Record<string, unknown> = {
    check: { allowed: true, fullName: "Pat Doe", phone: "+12025550190" },
    calls: {
      status: "available",
      notice: { kind: "preview_over", text: "not_dialed", about: "Pat Doe", by: null, at: "2026-06-01T15:00:00Z" },
    },
    contacts: [],
  };
  const fetcher = vi.fn((url: string) =>
    Promise.resolve(new Response(JSON.stringify(bodies[url.split("?")[0]!.split("/").pop()!]), { status: 200 })),
  );
  vi.stubGlobal("fetch", fetcher);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ManualDialer />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByLabelText("Name or number"), { target: { value: "+1 202 555 0190" } });
  fireEvent.click(screen.getByRole("button", { name: "Check number" }));
  fireEvent.click(await screen.findByRole("button", { name: "Dial" }));

  await waitFor(() => expect(fetcher.mock.calls.some(([url]) => url.endsWith("/agents/me/calls"))).toBe(true));
  expect(screen.queryByText(/may be dialled now/)).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Check number" }));
  expect(await screen.findByText(/may be dialled now/)).toBeVisible();
});
