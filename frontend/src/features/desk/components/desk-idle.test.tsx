import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { AgentView } from "@/api/types";
import { DeskIdle } from "./desk-idle";

function show(campaignStatus: string | null, dialMode = "progressive") {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  const view = {
    agentId: "ann",
    status: "available",
    reason: null,
    campaignId: "c1",
    campaignName: "Spring",
    means: { dialMode, campaignStatus },
  } as unknown as AgentView;
  render(
    <QueryClientProvider client={client}>
      <DeskIdle view={view} />
    </QueryClientProvider>,
  );
}

const promise = /opens here by itself/;

it("promises the next call only while the campaign dials", () => {
  for (const status of ["active", null]) {
    show(status);
    expect(screen.getByText(promise)).toBeVisible();
    cleanup();
  }
  for (const [status, title] of [
    ["draft", "The campaign has not started"],
    ["paused", "The campaign is paused"],
    ["draining", "The campaign is ending"],
    ["completed", "The campaign is over"],
  ] as const) {
    show(status, "manual");
    expect(screen.getByText(title)).toBeVisible();
    expect(screen.queryByText(promise)).toBeNull();
    cleanup();
  }
});
