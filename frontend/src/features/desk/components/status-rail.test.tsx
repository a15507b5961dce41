import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { AgentView } from "@/api/types";
import { emptyDraft, keepDraft } from "../drafts";
import { listenForShortcuts } from "@/lib/shortcuts";
import { StatusRail } from "./status-rail";

afterEach(() => vi.unstubAllGlobals());

function show(status: string, reason: string | null, more: Partial<AgentView> = {}) {
  const view = {
    agentId: "ann",
    status,
    reason,
    ...more,
    since: "2026-06-01T15:00:00Z",
    pendingStatus: null,
    today: { calls: 0, connected: 0, qualified: 0, talkSeconds: 0 },
  } as unknown as AgentView;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <StatusRail view={view} />
    </QueryClientProvider>,
  );
}

it("says why the agent is offline", () => {
  show("offline", "connection_lost");
  expect(screen.getByText("Connection lost")).toBeVisible();
});

it("shows a reason that somebody wrote as it was written", () => {
  show("break", "Dr. Ng, 3 pm");
  expect(screen.getByText("Dr. Ng, 3 pm")).toBeVisible();
});

it("shows no reason where it says nothing", () => {
  show("available", "connection_lost");
  expect(screen.queryByText("Connection lost")).toBeNull();
});

it("says which calls are not saved yet while another contact is on the screen, and not the one that is", () => {
  sessionStorage.clear();
  keepDraft("ann", { callId: "c1", fullName: "Pat Doe", timeZone: "UTC", questions: [] }, { ...emptyDraft, notes: "Wants a guide" });
  keepDraft("ann", { callId: "c2", fullName: "Kim Roe", timeZone: "UTC", questions: [] }, { ...emptyDraft, notes: "Busy" });
  show("on_call", null, { call: { callId: "c2" } as AgentView["call"] });
  expect(screen.getByText(/before you saved your call with/)).toHaveTextContent("Pat Doe.");
  expect(screen.queryByText(/Kim Roe/)).toBeNull();
});

it("takes a key pressed while an earlier change is on its way, and sends the two in their order", async () => {
  const user = userEvent.setup();
  const stop = listenForShortcuts();
  const sent: unknown[] = [];
  let answer = () => {};
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const json = (value: unknown) => new Response(JSON.stringify(value), { status: 200 });
    if (!url.endsWith("/agents/me/status")) return Promise.resolve(json([]));
    sent.push(JSON.parse(init.body as string));
    return new Promise<Response>((resolve) => (answer = () => resolve(json({ status: "available" }))));
  });
  show("offline", null);
  await user.click(screen.getByRole("button", { name: /^Available/ }));
  await user.keyboard("b");
  await user.click(await screen.findByRole("menuitem", { name: /Lunch/ }));
  expect(sent).toEqual([{ status: "available" }]);
  answer();
  await waitFor(() => expect(sent).toEqual([{ status: "available" }, { status: "break", reason: "Lunch" }]));
  stop();
});
