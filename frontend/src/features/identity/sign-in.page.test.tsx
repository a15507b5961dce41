import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage } from "@/test/page";
import { SignInPage } from "./sign-in.page";

async function signIn() {
  const user = userEvent.setup();
  const page = openPage(SignInPage, { path: "/sign-in", answers: {} });
  await user.type(screen.getByLabelText("E-mail"), "ada@acme.example");
  await user.type(screen.getByLabelText("Password"), "a long secret");
  return { user, page };
}

it("says no more than that address and password do not fit together, and then asks for the organisation", async () => {
  const { user, page } = await signIn();
  expect(screen.queryByLabelText("Organisation")).not.toBeInTheDocument();
  page.refuse("post", 401, { code: "auth.invalid_credentials" });
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByText("This e-mail and password do not fit together.")).toBeInTheDocument();
  expect(screen.getByLabelText("Organisation")).toBeInTheDocument();
  await waitFor(() => expect(screen.getByLabelText("Password")).toHaveValue(""));
});

it("asks which workspace when the address belongs to several, and signs in there", async () => {
  const { user, page } = await signIn();
  page.refuse("post", 409, { code: "auth.choose_tenant", tenants: [{ id: "t2", name: "North" }] });
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await user.click(await screen.findByRole("button", { name: "North" }));
  await waitFor(() => expect(page.changes()).toHaveLength(2));
  expect(page.changes()[1]!.body).toMatchObject({ email: "ada@acme.example", password: "a long secret", tenantId: "t2" });
});
