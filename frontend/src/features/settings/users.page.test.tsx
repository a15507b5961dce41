import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import AuditPage from "./audit.page";
import UsersPage from "./users.page";

it("finds people by what they may do", async () => {
  const user = userEvent.setup();
  const ada = sample("UserView", {
    id: "u2",
    firstName: "Ada",
    lastName: "Berg",
    email: "ada@acme.example",
    status: "active",
    roles: ["agent"],
  });
  const page = openPage(UsersPage, { path: "/settings/users", answers: { "/users": pageOf([ada]) } });
  await screen.findByText("Ada Berg");
  await user.click(screen.getByRole("button", { name: "Add filter" }));
  await user.click(screen.getByRole("option", { name: "Role" }));
  await user.click(screen.getByRole("option", { name: "Quality analyst" }));
  await waitFor(() => expect(page.reads()).toContain("/users?limit=100&role=quality_analyst"));
});

it("shows who did what, of one kind of record when asked", async () => {
  const entry = sample("AuditEntry", { id: "e1", action: "lists.deleted", entity: "list", actorName: "Ada Berg" });
  const page = openPage(AuditPage, { path: "/settings/audit", at: "/settings/audit?entity=list", answers: { "/audit": pageOf([entry]) } });
  expect(await screen.findByText("Ada Berg")).toBeInTheDocument();
  expect(page.reads()).toContain("/audit?limit=100&entity=list");
});
