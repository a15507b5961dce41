import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sessionQuery } from "@/api/session";
import type { AgentView, CallCard, Session } from "@/api/types";
import { me, myBreaks, myCalls } from "../queries";
import { CallPanel } from "./call-panel";
import { UnsavedCalls } from "./unsaved-calls";

const card = (callId: string, status: string) =>
  ({
    callId,
    status,
    answeredAt: "2026-06-01T15:00:00Z",
    endedAt: status === "ended" ? "2026-06-01T15:01:00Z" : null,
    wrapUpUntil: null,
    phone: "+12025550190",
    timeZone: "America/Denver",
    contact: { fullName: "Pat Doe", firstName: "Pat" },
    account: null,
    script: "",
    questions: [{ id: "q1", text: "Budget?", kind: "text", options: [], required: true }],
    attemptNo: 1,
  }) as unknown as CallCard;

const fetcher = vi.fn<typeof fetch>();
beforeEach(() => {
  sessionStorage.clear();
  fetcher.mockImplementation((url) =>
    Promise.resolve(
      new Response(JSON.stringify(String(url).includes("disposition") ? { agentId: "ann", status: "available" } : { items: [] }), {
        status: 200,
      }),
    ),
  );
  vi.stubGlobal("fetch", fetcher);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetcher.mockReset();
});

/** As after a load of the page: nothing of the former one is left but what the window has stored. */
function load(shown: React.ReactNode, calls: unknown[] = []) {
  cleanup();
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(sessionQuery.queryKey, { user: { id: "ann", firstName: "Ann" } } as unknown as Session);
  client.setQueryData(me().queryKey, { agentId: "ann" } as AgentView);
  client.setQueryData(myBreaks().queryKey, []);
  client.setQueryData(myCalls("ann").queryKey, { items: calls } as never);
  render(<QueryClientProvider client={client}>{shown}</QueryClientProvider>);
}

const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const saved = () => fetcher.mock.calls.filter(([url]) => String(url).includes("disposition"));

it("brings back what was entered during and after a call when the page is loaded anew, and only for that call", () => {
  load(<CallPanel card={card("c1", "bridged")} />);
  type(/Notes/, "Wants a guide");
  type(/Budget/, "50k");

  load(<CallPanel card={card("c1", "ended")} />);
  expect(screen.getByLabelText(/Notes/)).toHaveValue("Wants a guide");
  expect(screen.getByLabelText(/Budget/)).toHaveValue("50k");
  fireEvent.click(screen.getByRole("radio", { name: /Callback/ }));
  type(/Call back at/, "2026-06-02T09:00");

  load(<CallPanel card={card("c1", "ended")} />);
  expect(screen.getByRole("radio", { name: /Callback/ })).toBeChecked();
  expect(screen.getByLabelText(/Call back at/)).toHaveValue("2026-06-02T09:00");

  load(<CallPanel card={card("c2", "ended")} />);
  expect(screen.getByLabelText(/Notes/)).toHaveValue("");
  expect(screen.getByRole("radio", { name: /Callback/ })).not.toBeChecked();
});

it("forgets it when it is saved, and keeps it when saving was refused", async () => {
  load(<CallPanel card={card("c1", "ended")} />);
  type(/Notes/, "Wants a guide");
  fireEvent.click(screen.getByRole("radio", { name: /Connected/ }));
  fetcher.mockResolvedValueOnce(new Response(JSON.stringify({ code: "calls.cap_reached", detail: "The cap is used up" }), { status: 409 }));
  fireEvent.click(screen.getByRole("button", { name: /Save/ }));
  expect(await screen.findByText(/cap is used up/)).toBeVisible();
  expect(sessionStorage).toHaveLength(1);

  fireEvent.click(screen.getByRole("button", { name: /Save/ }));
  await waitFor(() => expect(sessionStorage).toHaveLength(0));
});

it("says at the desk whose call was not saved in time, and saves it with what was entered", async () => {
  load(<CallPanel card={card("c1", "ended")} />);
  type(/Notes/, "Wants a guide");

  load(<UnsavedCalls agentId="ann" />, [{ id: "c1", disposition: null }]);
  expect(screen.getByText(/time was over before you saved your call with/)).toHaveTextContent("Pat Doe");
  expect(screen.getByText("Wants a guide")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Save the call with Pat Doe now" }));
  expect(screen.queryByLabelText("Status afterwards")).toBeNull();
  type(/Budget/, "50k");
  fireEvent.click(screen.getByRole("radio", { name: /Qualified/ }));
  fireEvent.click(screen.getByRole("button", { name: /^Save/ }));

  await waitFor(() => expect(screen.queryByText(/Pat Doe/)).toBeNull());
  const [[url, init]] = saved() as [Parameters<typeof fetch>];
  expect(url).toBe("/api/v1/calls/c1/disposition");
  expect(JSON.parse(init!.body as string)).toEqual({
    disposition: "qualified",
    notes: "Wants a guide",
    answers: { q1: "50k" },
    callbackAt: null,
    callbackFor: "team",
    nextStatus: "available",
  });
  expect(sessionStorage).toHaveLength(0);
});

it("asks before it throws away what was entered", async () => {
  load(<CallPanel card={card("c1", "ended")} />);
  type(/Notes/, "Wants a guide");

  load(<UnsavedCalls agentId="ann" />, [{ id: "c1", disposition: null }]);
  fireEvent.click(screen.getByRole("button", { name: /^Discard/ }));
  fireEvent.click(await screen.findByRole("button", { name: /Cancel/ }));
  expect(sessionStorage).toHaveLength(1);
  fireEvent.click(screen.getByRole("button", { name: /^Discard/ }));
  fireEvent.click(await screen.findByRole("button", { name: "Discard" }));
  expect(sessionStorage).toHaveLength(0);
});

it("is silent about a call that was disposed of elsewhere", () => {
  load(<CallPanel card={card("c1", "ended")} />);
  type(/Notes/, "Wants a guide");

  load(<UnsavedCalls agentId="ann" />, [{ id: "c1", disposition: "connected" }]);
  expect(screen.queryByText(/Pat Doe/)).toBeNull();
  expect(sessionStorage).toHaveLength(0);
});
