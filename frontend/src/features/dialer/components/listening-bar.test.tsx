import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { sessionQuery } from "@/api/session";
import { sample } from "@/test/sample";
import { ListeningBar } from "./listening-bar";

const snapshot = sample("QueueSnapshot", {
  calls: [sample("LiveCall", { callId: "k1", agentId: "g1", phone: "+12025550100", status: "bridged" })],
  agents: [sample("QueueAgent", { agentId: "g1", name: "Ann Lee" })],
});

function show(supervisorId: string) {
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, { user: { id: "me" } } as never);
  client.setQueryData(["supervisions"], { k1: sample("SupervisionView", { callId: "k1", supervisorId, role: "whisper" }) });
  render(
    <QueryClientProvider client={client}>
      <ListeningBar snapshots={[snapshot]} />
    </QueryClientProvider>,
  );
}

it("says whose call one is on and who hears one, and leads out of it", async () => {
  const user = userEvent.setup();
  const fetcher = vi.fn<typeof fetch>(() => Promise.resolve(new Response("{}")));
  vi.stubGlobal("fetch", fetcher);
  show("me");
  expect(screen.getByRole("status")).toHaveTextContent("You are whispering to Ann Lee");
  expect(screen.getByRole("status")).toHaveTextContent("Only the agent hears you");
  expect(screen.queryByRole("button", { name: "Whisper" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Join in" }));
  await user.click(screen.getByRole("button", { name: "Leave the call" }));
  expect(fetcher.mock.calls.map(([url, init]) => [url, init?.method, init?.body])).toEqual([
    ["/api/v1/calls/k1/supervision", "POST", '{"role":"barge"}'],
    ["/api/v1/calls/k1/supervision", "DELETE", undefined],
  ]);
  vi.unstubAllGlobals();
});

it("is not there while somebody else listens", () => {
  show("another");
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
});
