import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Lead } from "@/api/types";
import { lead as leadQuery } from "./queries";
import { useChecklist } from "./use-checklist";

const items = (done: Record<string, boolean>) => ["a", "b", "c"].map((id) => ({ id, text: id, done: done[id] ?? false }));
const fresh = { id: "l1", status: "new", reviewNotes: "", checklist: items({}) } as unknown as Lead;

/** A server that answers when it is told to. */
let server: Lead;
let asked: { path: string; body: { items: Record<string, boolean> } | undefined; answer: (status?: number) => void }[];

beforeEach(() => {
  server = fresh;
  asked = [];
  vi.stubGlobal("fetch", (url: string, init: { method: string; body?: string }) => {
    if (init.method === "GET") return Promise.resolve(new Response(JSON.stringify(server)));
    const body = init.body ? (JSON.parse(init.body) as { items: Record<string, boolean> }) : undefined;
    return new Promise<Response>((resolve) =>
      asked.push({
        path: url,
        body,
        answer: (status = 200) => {
          if (status === 200)
            server = url.endsWith("/review")
              ? { ...server, status: "under_review" }
              : { ...server, checklist: items(body!.items) as Lead["checklist"] };
          resolve(new Response(JSON.stringify(status === 200 ? server : { code: "leads.claimed_by_other" }), { status }));
        },
      }),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(leadQuery("l1").queryKey, fresh);
  return renderHook(
    () => {
      const shown = useQuery(leadQuery("l1")).data!;
      return useChecklist(shown, "");
    },
    { wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider> },
  );
}

const ticked = (list: ReturnType<typeof useChecklist>) => list.items.filter((item) => item.done).map((item) => item.id);

it("keeps every tick, however much faster than the answers they come, and shows each at once", async () => {
  const { result } = open();
  act(() => result.current.tick("a"));
  act(() => result.current.tick("b"));
  act(() => result.current.tick("c"));
  expect(ticked(result.current)).toEqual(["a", "b", "c"]);

  let whole: boolean | undefined;
  void result.current.settled().then((all) => (whole = all));
  await waitFor(() => expect(asked.map((request) => request.path)).toEqual(["/api/v1/leads/l1/review"]));
  await act(async () => asked[0]!.answer());
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(ticked(result.current)).toEqual(["a", "b", "c"]);
  expect(asked[1]!.body!.items).toEqual({ a: true, b: true, c: true });
  act(() => result.current.tick("b"));
  expect(ticked(result.current)).toEqual(["a", "c"]);
  await act(async () => asked[1]!.answer());
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(asked[2]!.body!.items).toEqual({ a: true, b: false, c: true });
  await act(async () => asked[2]!.answer());
  await waitFor(() => expect(whole).toBe(false));
  expect(ticked(result.current)).toEqual(["a", "c"]);
});

it("shows the true state again when the lead is somebody else's", async () => {
  const { result } = open();
  act(() => result.current.tick("a"));
  await waitFor(() => expect(asked).toHaveLength(1));
  await act(async () => asked[0]!.answer(409));
  await waitFor(() => expect(ticked(result.current)).toEqual([]));
  expect(asked).toHaveLength(1);
});
