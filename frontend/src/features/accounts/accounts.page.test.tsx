import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import AccountPage from "./account.page";
import AccountsPage from "./accounts.page";

const row = sample("AccountRow", { id: "a1", name: "Acme Robotics", domain: "acme.example", contactCount: 12, hqCountry: "NO" });

it("shows companies as cards and asks the server for what is filtered", async () => {
  const page = openPage(AccountsPage, {
    path: "/accounts",
    at: "/accounts?view=cards&industry=Robotics",
    answers: { "/accounts": pageOf([row]) },
  });
  const cards = await screen.findByRole("list", { name: "Accounts" });
  expect(within(cards).getByRole("button", { name: /Acme Robotics.*acme.example.*12 contacts/ })).toBeInTheDocument();
  expect(page.reads().filter((url) => url.startsWith("/accounts?"))).toEqual(["/accounts?limit=100&industry=Robotics"]);
});

it("saves a fact where it stands, with the version that was seen, and says there what is refused", async () => {
  const user = userEvent.setup();
  const account = sample("AccountView", { id: "a1", name: "Acme Robotics", domain: "acme.example", version: 7 });
  const page = openPage(AccountPage, {
    path: "/accounts/:id",
    at: "/accounts/a1",
    answers: { "/accounts/{id}": account, "/contacts": pageOf([]) },
  });
  await user.click(await screen.findByRole("button", { name: /^Edit Industry:/ }));
  page.refuse("patch", 422, {
    code: "validation",
    errors: [{ pointer: "/industry", code: "text.long", detail: "At most 100 characters." }],
  });
  await user.keyboard("Robots{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("At most 100 characters.");
  page.answer("patch", "/accounts/{id}", { ...account, industry: "Robotics", version: 8 });
  await user.keyboard("{Backspace}ics{Enter}");
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Industry" })).not.toBeInTheDocument());
  expect(page.changes()).toEqual([
    { method: "PATCH", url: "/accounts/a1", body: { industry: "Robots" }, version: '"7"' },
    { method: "PATCH", url: "/accounts/a1", body: { industry: "Robotics" }, version: '"7"' },
  ]);
});
