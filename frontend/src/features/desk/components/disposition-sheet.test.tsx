import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useEffect, useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { listenForShortcuts } from "@/lib/shortcuts";
import { emptyDraft, type DraftedCall } from "../drafts";
import { myBreaks } from "../queries";
import { DispositionSheet } from "./disposition-sheet";

const call: DraftedCall = {
  callId: "0199-call",
  fullName: "Pat Doe",
  timeZone: "America/Denver",
  questions: [{ id: "q1", text: "Budget?", kind: "text", options: [], required: true }],
};

function Desk({ answers, onMissing }: { answers: Record<string, string>; onMissing: (ids: readonly string[]) => void }) {
  useEffect(listenForShortcuts, []);
  const [draft, setDraft] = useState({ ...emptyDraft, answers, notes: "Wants a guide" });
  const [client] = useState(() => {
    const made = new QueryClient();
    made.setQueryData(myBreaks().queryKey, []);
    return made;
  });
  return (
    <QueryClientProvider client={client}>
      <DispositionSheet call={call} draft={draft} onChange={(part) => setDraft((old) => ({ ...old, ...part }))} onMissing={onMissing} />
    </QueryClientProvider>
  );
}

const fetcher = vi.fn();
beforeEach(() => {
  fetcher.mockResolvedValue(new Response(JSON.stringify({ status: "available" }), { status: 200 }));
  vi.stubGlobal("fetch", fetcher);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetcher.mockReset();
});

it("has the focus, takes 4 for qualified and saves with Ctrl Enter, then Available", async () => {
  render(<Desk answers={{ q1: "50k" }} onMissing={() => {}} />);
  expect(screen.getByLabelText("How did the call end")).toHaveFocus();
  fireEvent.keyDown(document.activeElement!, { key: "4" });
  expect(screen.getByRole("radio", { name: /Qualified/ })).toBeChecked();
  fireEvent.keyDown(document.activeElement!, { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(fetcher).toHaveBeenCalledTimes(1));
  const [url, init] = fetcher.mock.calls[0] as [string, RequestInit];
  expect(url).toBe("/api/v1/calls/0199-call/disposition");
  expect(JSON.parse(init.body as string)).toEqual({
    disposition: "qualified",
    notes: "Wants a guide",
    answers: { q1: "50k" },
    callbackAt: null,
    callbackFor: "team",
    nextStatus: "available",
  });
});

it("does not send a qualified call whose required question is open", async () => {
  const onMissing = vi.fn();
  render(<Desk answers={{}} onMissing={onMissing} />);
  fireEvent.keyDown(document.body, { key: "4" });
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  expect(await screen.findByText(/Answer the required questions/)).toBeInTheDocument();
  expect(onMissing).toHaveBeenCalledWith(["q1"]);
  expect(fetcher).not.toHaveBeenCalled();
});

it("forgets what stood in the way of another disposition", async () => {
  const onMissing = vi.fn();
  render(<Desk answers={{}} onMissing={onMissing} />);
  fireEvent.keyDown(document.body, { key: "4" });
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  await screen.findByText(/Answer the required questions/);
  fireEvent.keyDown(document.body, { key: "1" });
  expect(screen.queryByText(/Answer the required questions/)).toBeNull();
  expect(onMissing).toHaveBeenLastCalledWith([]);
});
