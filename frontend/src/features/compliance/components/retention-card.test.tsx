import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { retention } from "../queries";
import { RetentionCard } from "./retention-card";

afterEach(() => vi.unstubAllGlobals());

it("asks before call records are removed, and not before they stay", async () => {
  const sent = vi.fn();
  let removes = false;
  vi.stubGlobal("fetch", (_: string, init: { method: string; body?: string }) => {
    if (init.method !== "GET") {
      sent(JSON.parse(init.body!));
      removes = (JSON.parse(init.body!) as { removesOldCalls: boolean }).removesOldCalls;
    }
    return Promise.resolve(new Response(JSON.stringify({ removesOldCalls: removes, years: 5, before: "2021-01-01T00:00:00Z" })));
  });
  const client = new QueryClient();
  client.setQueryData(retention().queryKey, { removesOldCalls: false, years: 5, before: "2021-01-01T00:00:00Z" });
  render(
    <QueryClientProvider client={client}>
      <RetentionCard />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("switch"));
  await screen.findByText(/cannot be brought back/);
  expect(sent).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Remove old records" }));
  await waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith({ removesOldCalls: true }));
  await waitFor(() => expect(screen.getByRole("switch")).toBeChecked());
  await userEvent.click(screen.getByRole("switch"));
  await waitFor(() => expect(sent).toHaveBeenLastCalledWith({ removesOldCalls: false }));
});
