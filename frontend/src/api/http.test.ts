import { afterEach, beforeEach, expect, expectTypeOf, it, vi } from "vitest";
import { apiUrl, http } from "./http";
import type { Contact, LeadRow } from "./types";

const fetcher = vi.fn();
const asked = () => fetcher.mock.calls.at(-1) as [string, { method: string; headers: Headers; body?: string }];

beforeEach(() => {
  vi.stubGlobal("fetch", fetcher);
  fetcher.mockImplementation(() => Promise.resolve(new Response("{}")));
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetcher.mockReset();
});

it("puts what it is given into the address, and says which version a change is about", async () => {
  await http.patch("/contacts/{id}", { path: { id: "a/b" }, body: { city: "Oslo" }, version: 7 });
  const [url, request] = asked();
  expect(url).toBe("/api/v1/contacts/a%2Fb");
  expect([request.method, request.body, request.headers.get("If-Match")]).toEqual(["PATCH", '{"city":"Oslo"}', '"7"']);
});

it("names no version where the record has none", async () => {
  await http.patch("/tenants/current", { body: { name: "North" }, version: null });
  expect(asked()[1].headers.has("If-Match")).toBe(false);
});

it("leaves out of the address what nobody asked for", () => {
  expect(apiUrl("/contacts", { query: { q: "anna & co", country: "", hasPhone: false, listId: null } })).toBe(
    "/api/v1/contacts?q=anna+%26+co&hasPhone=false",
  );
  expect(apiUrl("/orders/{id}/leads.csv", { path: { id: "o1" } })).toBe("/api/v1/orders/o1/leads.csv");
});

it("knows from the address what is taken and what comes back", () => {
  expectTypeOf(http.get<"/contacts/{id}">).returns.resolves.toEqualTypeOf<Contact>();
  expectTypeOf(http.get<"/leads">)
    .returns.resolves.toHaveProperty("items")
    .toEqualTypeOf<LeadRow[]>();
  expectTypeOf(http.post<"/leads/{id}/reject">)
    .parameter(1)
    .toMatchTypeOf<{ path: { id: string }; body: { reason?: string | null } }>();
  expectTypeOf(http.delete<"/contacts/{id}">).returns.resolves.toEqualTypeOf<undefined>();
  // @ts-expect-error the address is not one of the contract
  void (() => http.get("/contact"));
  // @ts-expect-error a contact has an id
  void (() => http.get("/contacts/{id}"));
  // @ts-expect-error a change names the version that it is about
  void (() => http.patch("/contacts/{id}", { path: { id: "c" }, body: {} }));
  // @ts-expect-error the server knows no such filter
  void (() => http.get("/contacts", { query: { colour: "blue" } }));
});
