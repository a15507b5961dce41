import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import ListsPage from "./lists.page";

const list = sample("ListView", { id: "l1", name: "Robots", memberCount: 12, version: 4 });
const open = () => openPage(ListsPage, { path: "/lists", answers: { "/lists": pageOf([list]) } });

it("opens a list as its contacts", async () => {
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByText("Robots"));
  expect(window.location.pathname + window.location.search).toBe("/contacts?list=l1");
});

it("deletes the list that was seen, after saying that its contacts stay", async () => {
  const user = userEvent.setup();
  const page = open();
  await user.click(await screen.findByRole("button", { name: "Actions for Robots" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const question = await screen.findByRole("alertdialog", { name: "Delete the list Robots?" });
  expect(question).toHaveTextContent("Its 12 contacts stay; only the list goes.");
  await user.click(within(question).getByRole("button", { name: "Delete list" }));
  expect(page.changes()).toEqual([{ method: "DELETE", url: "/lists/l1", body: undefined, version: '"4"' }]);
});
