import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { CampaignListRow } from "@/api/types";
import { CampaignCard } from "./campaign-card";

afterEach(() => vi.unstubAllGlobals());

it("asks before it drains: a drained campaign does not start again", async () => {
  const fetcher = vi.fn((_url: string, _init: { method: string }) =>
    Promise.resolve(new Response(JSON.stringify({ status: "draining", items: [], total: { count: 0, exact: true } }))),
  );
  vi.stubGlobal("fetch", fetcher);
  const posts = () => fetcher.mock.calls.filter(([, init]) => init.method === "POST").map(([url]) => url);
  const campaign = { id: "c1", name: "Spring", status: "active", dialMode: "predictive" } as CampaignListRow;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CampaignCard campaign={campaign} snapshot={undefined} selected={false} onSelect={() => {}} />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Drain Spring" }));
  await screen.findByText(/cannot be started again/);
  expect(posts()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(posts()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Drain Spring" }));
  await userEvent.click(screen.getByRole("button", { name: "Drain campaign" }));
  await waitFor(() => expect(posts()).toEqual(["/api/v1/campaigns/c1/drain"]));
});
