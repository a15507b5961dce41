import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import OrderPage from "./order.page";
import OrdersPage from "./orders.page";

const order = sample("Order", {
  id: "o1",
  number: "O-17",
  title: "Robots in Norway",
  clientName: "North AS",
  status: "in_progress",
  leadGoal: 50,
  delivered: 20,
  submittedAt: "2026-05-02T08:00:00Z",
  campaigns: [{ id: "c1", name: "Robots", status: "active" }],
});
const taken = sample("OrderDownload", { id: "w1", userName: "Nora Lie", leadCount: 8, at: "2026-06-02T08:00:00Z" });

it("shows an order in three columns: what is wanted, what happened, and who works for it", async () => {
  openPage(OrderPage, {
    path: "/orders/:id",
    at: "/orders/o1",
    answers: { "/orders/{id}": order, "/orders/{id}/downloads": pageOf([taken]) },
  });
  const timeline = await screen.findByRole("region", { name: "Timeline" });
  expect(await within(timeline).findByText("8 leads downloaded")).toBeInTheDocument();
  expect(within(screen.getByRole("region", { name: "Related" })).getByRole("link", { name: "Robots" })).toHaveAttribute(
    "href",
    "/campaigns/c1",
  );
  expect(within(screen.getByRole("region", { name: "Facts" })).getByText("North AS")).toBeInTheDocument();
});

it("completes an order only after saying how much of it is delivered", async () => {
  const user = userEvent.setup();
  const page = openPage(OrderPage, {
    path: "/orders/:id",
    at: "/orders/o1",
    answers: { "/orders/{id}": order, "/orders/{id}/downloads": pageOf([]) },
  });
  await user.click(await screen.findByRole("button", { name: "Complete" }));
  const question = screen.getByRole("alertdialog", { name: "Complete this order?" });
  expect(question).toHaveTextContent("20 of 50 leads are delivered.");
  await user.click(within(question).getByRole("button", { name: "Complete order" }));
  expect(page.changes().map(({ method, url }) => `${method} ${url}`)).toEqual(["POST /orders/o1/complete"]);
});

it("marks a submitted order that no campaign works for", async () => {
  openPage(OrdersPage, {
    path: "/orders",
    answers: { "/orders": pageOf([{ ...order, status: "submitted", campaigns: [] }]) },
  });
  expect(await screen.findByText("None linked")).toBeInTheDocument();
});
