import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { adoptNews } from "@/api/news";
import type { AgentView } from "@/api/types";
import { useHangUp } from "./mutations";
import { me } from "./queries";

const view = (status: string) => ({ status }) as AgentView;
const answer = (status: string) => new Response(JSON.stringify(view(status)), { status: 200 });

afterEach(() => vi.unstubAllGlobals());

it("stays in wrap-up when the hub said so before the answer to hanging up came, which still says on call", async () => {
  let respond = (_: Response) => {};
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => (respond = resolve)));
  const client = new QueryClient();
  client.setQueryData(me().queryKey, view("on_call"));
  const { result } = renderHook(() => useHangUp(), {
    wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });

  act(() => result.current.mutate("0199-call"));
  await waitFor(() => expect(result.current.isPending).toBe(true));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  adoptNews(client, me().queryKey, view("wrap_up"));
  respond(answer("on_call"));

  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  expect(client.getQueryData(me().queryKey)).toEqual(view("wrap_up"));
});

it("says nothing when the person hung up first, and shows how things are now", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string, init: { method: string }) => {
    asked.push(`${init.method} ${url}`);
    return Promise.resolve(
      init.method === "POST" ? new Response(JSON.stringify({ code: "calls.already_ended" }), { status: 409 }) : answer("wrap_up"),
    );
  });
  const client = new QueryClient();
  client.setQueryData(me().queryKey, view("on_call"));
  const { result } = renderHook(() => useHangUp(), {
    wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  act(() => result.current.mutate("0199-call"));
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  expect(asked).toEqual(["POST /api/v1/calls/0199-call/hangup", "GET /api/v1/agents/me"]);
  expect(client.getQueryData(me().queryKey)).toEqual(view("wrap_up"));
});
