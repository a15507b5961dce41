import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sessionQuery } from "@/api/session";
import { hasDemo } from "@/lib/demo";
import { DemoRoles } from "./demo-roles";

const roles = [
  { tenant: "northwind", tenantName: "Northwind Outreach", role: "agent", name: "Ava Lindqvist", lookAt: "The desk." },
  { tenant: "northwind", tenantName: "Northwind Outreach", role: "admin", name: "Nora Winter", lookAt: "Users." },
  { tenant: "contoso", tenantName: "Contoso Demand", role: "agent", name: "Aron Silva", lookAt: "The desk." },
];
const fetcher = vi.fn<typeof fetch>();
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

beforeEach(() => vi.stubGlobal("fetch", fetcher));
afterEach(() => {
  vi.unstubAllGlobals();
  fetcher.mockReset();
});

function show() {
  const client = new QueryClient();
  render(
    <QueryClientProvider client={client}>
      <DemoRoles />
    </QueryClientProvider>,
  );
  return client;
}

test("a click on a card signs in as that role of the tenant shown", async () => {
  fetcher.mockImplementation((url) =>
    Promise.resolve(
      String(url).endsWith("/demo/roles") ? json(roles) : json({ csrfToken: "token", user: { id: "aron" }, tenant: { slug: "contoso" } }),
    ),
  );
  const client = show();
  await userEvent.click(await screen.findByRole("button", { name: "Show Contoso Demand instead" }));
  await userEvent.click(screen.getByRole("button", { name: /^Agent Aron Silva/ }));
  await waitFor(() => expect(client.getQueryData(sessionQuery.queryKey)).toMatchObject({ user: { id: "aron" } }));
  const [, asked] = fetcher.mock.calls.find(([url]) => String(url).endsWith("/demo/session"))!;
  expect(JSON.parse(asked?.body as string)).toEqual({ tenant: "contoso", role: "agent" });
});

test("a refused sign-in is said, and the cards can be had again", async () => {
  fetcher.mockImplementation((url) =>
    Promise.resolve(
      String(url).endsWith("/demo/roles")
        ? json(roles)
        : json({ code: "demo.unknown_role", detail: "The demo has no such person.", status: 422 }, 422),
    ),
  );
  show();
  await userEvent.click(await screen.findByRole("button", { name: /^Administrator Nora Winter/ }));
  expect(await screen.findByText("The demo has no such person.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: /again/i }));
  expect(await screen.findByRole("button", { name: /^Administrator Nora Winter/ })).toBeEnabled();
});

test("the page knows of a demo only by the server's word", () => {
  expect(hasDemo()).toBe(false);
  const word = document.createElement("meta");
  word.name = "pivotal-demo";
  document.head.append(word);
  expect(hasDemo()).toBe(true);
  word.remove();
});
