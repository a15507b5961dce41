import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Contact } from "@/api/types";
import { EditContactDialog } from "./edit-contact-dialog";

const contact = {
  id: "c1",
  fullName: "Ann Smith",
  firstName: "Ann",
  lastName: "Smith",
  email: "ann@firm.example",
  version: 7,
} as unknown as Contact;
const fetcher = vi.fn();

beforeEach(() => {
  fetcher.mockResolvedValue(new Response("{}", { status: 200 }));
  vi.stubGlobal("fetch", fetcher);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetcher.mockReset();
});

it("sends only what was changed, with the version it was read at", async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <EditContactDialog contact={contact} open onOpenChange={() => {}} />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText(/Title/), "CTO");
  await userEvent.click(screen.getByText("Save contact"));
  await waitFor(() => expect(fetcher).toHaveBeenCalledTimes(1));
  const [url, init] = fetcher.mock.calls[0] as [string, { method: string; body: string; headers: Headers }];
  expect(`${init.method} ${url}`).toBe("PATCH /api/v1/contacts/c1");
  expect(JSON.parse(init.body)).toEqual({ jobTitle: "CTO" });
  expect(init.headers.get("If-Match")).toBe('"7"');
});
