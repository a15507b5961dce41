import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import ContactPage from "./contact.page";
import ContactsPage from "./contacts.page";

const pat = sample("ContactRow", { id: "p1", fullName: "Pat Doe", email: "pat@acme.example" });
const kim = sample("ContactRow", { id: "p2", fullName: "Kim Roe", email: "kim@acme.example" });
const list = sample("ListView", { id: "l1", name: "Robots" });
const record = sample("ContactView", {
  id: "p1",
  fullName: "Pat Doe",
  email: "pat@acme.example",
  version: 3,
  createdAt: "2026-05-01T08:00:00Z",
  calls: [
    sample("ContactCall", { id: "k1", disposition: "qualified", campaignName: "Robots in Norway", createdAt: "2026-06-02T09:00:00Z" }),
  ],
  lists: [{ id: "l1", name: "Robots" }],
});
const answers = { "/contacts": pageOf([pat, kim]), "/lists": pageOf([list]), "/contacts/{id}": record, "/contacts/{id}/campaigns": [] };

it("asks the server for what the chips say", async () => {
  const user = userEvent.setup();
  const page = openPage(ContactsPage, { path: "/contacts", at: "/contacts?phone=true", answers });
  await screen.findByText("Pat Doe");
  await user.click(screen.getByRole("button", { name: "Add filter" }));
  await user.click(screen.getByRole("option", { name: "List" }));
  await user.click(await screen.findByRole("option", { name: "Robots" }));
  await waitFor(() => expect(page.reads()).toContain("/contacts?limit=100&listId=l1&hasPhone=true"));
  expect(within(screen.getByRole("list", { name: "Active filters" })).getByText("Robots")).toBeInTheDocument();
});

it("opens a person beside the list, which stays alive: walking it shows the next one", async () => {
  const user = userEvent.setup();
  const page = openPage(ContactsPage, { path: "/contacts", answers });
  await user.click(await screen.findByText("Pat Doe"));
  const panel = await screen.findByRole("dialog", { name: "Pat Doe" });
  expect(within(panel).getByRole("region", { name: "Timeline" })).toHaveTextContent("Robots in Norway");
  // Not modal: the rows can still be reached by everybody.
  await user.click(screen.getByRole("row", { name: /Kim Roe/ }));
  expect(window.location.search).toBe("?open=p2");
  expect(page.reads()).toContain("/contacts/p2");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(window.location.search).toBe("");
});

it("shows a person on a page of three columns, the newest event first", async () => {
  openPage(ContactPage, { path: "/contacts/:id", at: "/contacts/p1", answers });
  const timeline = await screen.findByRole("region", { name: "Timeline" });
  expect(
    within(timeline)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual([expect.stringContaining("Qualified"), expect.stringContaining("Added")]);
  expect(within(screen.getByRole("region", { name: "Facts" })).getByText("pat@acme.example")).toBeInTheDocument();
  expect(within(screen.getByRole("region", { name: "Related" })).getByRole("link", { name: "Robots" })).toBeInTheDocument();
});
