import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ComponentType } from "react";
import { vi } from "vitest";
import { Route } from "wouter";
import type { Answer, Method, PathOf } from "@/api/contract";
import { createQueryClient } from "@/api/query";
import { sessionQuery } from "@/api/session";
import type { Session } from "@/api/types";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { Role } from "@/lib/roles";

type Answers = { [P in PathOf<"get">]?: Answer<P, "get"> };

interface Asked {
  method: string;
  /** As the server sees it, with its query. */
  url: string;
  body: unknown;
  version: string | null;
}

/** jsdom has no layout: a table as high as this shows its rows. */
function layOut() {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(800);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(1200);
}

const someone = (roles: Role[]): Session => ({
  csrfToken: "token",
  expiresAt: "2026-12-01T00:00:00Z",
  user: { id: "u1", email: "ada@acme.example", username: "ada", firstName: "Ada", lastName: "Berg", roles, timeZone: null, clientId: null },
  tenant: { id: "t1", name: "Acme", slug: "acme", timeZone: "Europe/Berlin", isDemo: false },
});

export const pageOf = <T,>(items: T[]) => ({ items, nextCursor: null, total: { count: items.length, exact: true } });

/**
 * A page as its person meets it: at its address, with the server's answers by address of the contract. What nobody answers is refused as
 * not found. Returns what was asked, and a way to answer changes.
 */
export function openPage(
  Page: ComponentType,
  { path, at = path, roles = ["admin"], answers = {} }: { path: string; at?: string; roles?: Role[]; answers?: Answers },
) {
  layOut();
  window.history.replaceState(null, "", at);
  const asked: Asked[] = [];
  const changes = new Map<string, () => Response>();
  const waits = new Map<string, Promise<void>>();
  const given = { ...answers };
  vi.stubGlobal("fetch", (input: string, init: { method: string; headers: Headers; body?: string }) => {
    const url = input.replace("/api/v1", "");
    const change = { method: init.method, url, body: init.body && JSON.parse(init.body), version: init.headers.get("If-Match") };
    asked.push(change);
    if (init.method !== "GET")
      return Promise.resolve(waits.get(init.method)).then(() => changes.get(init.method)?.() ?? json({ code: "not_found" }, 404));
    const found = Object.entries(given).find(([known]) => matches(known, url));
    return Promise.resolve(found ? json(found[1]) : json({ code: "not_found" }, 404));
  });
  const client = createQueryClient();
  client.setQueryData(sessionQuery.queryKey, someone(roles));
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <Route path={path} component={Page} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return {
    /** What was asked for with GET, without its query. */
    reads: () => asked.filter(({ method }) => method === "GET").map(({ url }) => url),
    changes: () => asked.filter(({ method }) => method !== "GET"),
    answer: <M extends Exclude<Method, "get">, P extends PathOf<M>>(method: M, _path: P, answer: Partial<NonNullable<Answer<P, M>>>) =>
      changes.set(method.toUpperCase(), () => json(answer)),
    /** What the server says from now on. */
    now: <P extends PathOf<"get">>(path: P, answer: Answer<P, "get">) => void Object.assign(given, { [path]: answer }),
    /** Changes of this kind are answered only then. */
    answerLater: (method: Exclude<Method, "get">, when: Promise<void>) => void waits.set(method.toUpperCase(), when),
    refuse: (method: Exclude<Method, "get">, status: number, problem: object) =>
      changes.set(method.toUpperCase(), () => json(problem, status)),
  };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

function matches(known: string, url: string) {
  const [asked] = url.split("?");
  return new RegExp(`^${known.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(asked!);
}
