import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { sessionQuery } from "@/api/session";
import type { Import, Session } from "@/api/types";
import { ResultStep } from "./result-step";

const job = {
  id: "i1",
  listId: "l1",
  status: "completed",
  fileName: "a.csv",
  startedAt: "2026-06-01T12:00:00.000Z",
  finishedAt: "2026-06-01T12:00:00.400Z",
  progress: {
    created: 1,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    rejected: 0,
    incomplete: 0,
    leftOut: 0,
    processed: 1,
    suppressed: 0,
    accountsCreated: 0,
    accountsUpdated: 0,
  },
} as unknown as Import;

function show(roles: string[]) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, enabled: false } } });
  client.setQueryData(sessionQuery.queryKey, { user: { id: "u", roles }, tenant: { id: "t" } } as unknown as Session);
  render(
    <QueryClientProvider client={client}>
      <ResultStep job={job} />
    </QueryClientProvider>,
  );
}

it("leads on where one's role may go", () => {
  show(["data_ops"]);
  expect(screen.queryByRole("link", { name: /Make a campaign/ })).toBeNull();
  expect(screen.getByRole("link", { name: "Show the contacts" })).toBeVisible();
  expect(screen.getByText("less than a second")).toBeVisible();
  cleanup();
  show(["data_ops", "campaign_manager"]);
  expect(screen.getByRole("link", { name: /Make a campaign/ })).toHaveAttribute("href", "/campaigns/new?list=l1");
});
