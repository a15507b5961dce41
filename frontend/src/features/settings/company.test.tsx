import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { sessionQuery } from "@/api/session";
import CompanyPage from "./company.page";

const session = {
  csrfToken: "token",
  expiresAt: "2026-12-01T00:00:00Z",
  user: { id: "1", email: "a@b.example", username: "a", firstName: "Ada", lastName: "B", roles: ["admin"], clientId: null },
  tenant: { id: "2", name: "Acme", slug: "acme", timeZone: "Europe/Berlin", isDemo: false },
};
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

afterEach(() => vi.unstubAllGlobals());

test("the company's name is saved, and what the server does not take is said at its field", async () => {
  const fetcher = vi.fn<typeof fetch>();
  vi.stubGlobal("fetch", fetcher);
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, session as never);
  render(
    <QueryClientProvider client={client}>
      <CompanyPage />
    </QueryClientProvider>,
  );
  const name = screen.getByLabelText("Name");
  expect((screen.getByRole("button", { name: "Save" }) as HTMLButtonElement).disabled).toBe(true);

  fetcher.mockResolvedValueOnce(
    json(
      {
        title: "Invalid",
        status: 422,
        code: "validation",
        errors: [{ pointer: "/name", code: "field.required", detail: "This is needed." }],
      },
      422,
    ),
  );
  await userEvent.clear(name);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("This is needed.")).toBeTruthy();

  fetcher.mockImplementation((url) =>
    Promise.resolve(
      json(
        String(url).endsWith("/session")
          ? { ...session, tenant: { ...session.tenant, name: "Acme Outreach" } }
          : { ...session.tenant, name: "Acme Outreach" },
      ),
    ),
  );
  await userEvent.type(name, "Acme Outreach");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(client.getQueryData(sessionQuery.queryKey)?.tenant.name).toBe("Acme Outreach"));
  const [url, asked] = fetcher.mock.calls.findLast(([, init]) => init?.method === "PATCH")!;
  expect(String(url)).toContain("/tenants/current");
  expect(JSON.parse(asked?.body as string)).toEqual({ name: "Acme Outreach", timeZone: "Europe/Berlin" });
});
