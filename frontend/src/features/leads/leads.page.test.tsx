import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import LeadsPage from "./leads.page";

const row = sample("LeadRow", { id: "d1", contactName: "Pat Doe", accountName: "Acme", status: "new" });
const answers = { "/leads": pageOf([row]), "/leads/summary": { new: 1, under_review: 2, approved: 30 } };

it("says what waits, and looks for the newest of what was decided", async () => {
  const user = userEvent.setup();
  const page = openPage(LeadsPage, { path: "/leads", roles: ["quality_analyst"], answers });
  expect(await screen.findByText("3 leads to review, 30 approved")).toBeInTheDocument();
  expect(page.reads()).toContain("/leads?limit=100&status=new&sort=createdAt");
  await user.click(screen.getByRole("button", { name: /Approved/ }));
  await waitFor(() => expect(page.reads()).toContain("/leads?limit=100&status=approved"));
});

it("opens a lead beside the list and leaves it when another state is looked at", async () => {
  const user = userEvent.setup();
  openPage(LeadsPage, { path: "/leads", roles: ["quality_analyst"], answers });
  await user.click(await screen.findByRole("button", { name: /Pat Doe/ }));
  expect(window.location.search).toBe("?lead=d1");
  await user.click(screen.getByRole("button", { name: /Rejected/ }));
  expect(window.location.search).toBe("?status=rejected");
});
