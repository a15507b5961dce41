import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { FirstStepsCard } from "./first-steps";

test("what is done is ticked and leads nowhere, the rest leads to its page", () => {
  render(<FirstStepsCard done={{ company: true, users: false, contacts: false, campaign: false, carrier: false }} />);
  expect(screen.getByText("1 of 5 done")).toBeTruthy();
  expect(screen.getByText("Check the company").textContent).toContain("(done)");
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  // The carrier is connected by whoever runs the installation, on no page.
  expect(links).toEqual(["/settings/users", "/imports/new", "/campaigns/new"]);
});
