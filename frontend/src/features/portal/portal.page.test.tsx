import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { openPage, pageOf } from "@/test/page";
import { sample } from "@/test/sample";
import PortalPage from "./portal.page";

const running = sample("Order", { id: "o1", title: "Robots in Norway", status: "in_progress", leadGoal: 50, delivered: 20 });
const draft = sample("Order", { id: "o2", title: "Not ready", status: "draft", leadGoal: 10 });

it("shows a client what is delivered and what is still to come, and goes on with a draft", async () => {
  openPage(PortalPage, { path: "/portal", roles: ["client_user"], answers: { "/orders": pageOf([running, draft]) } });
  expect(await screen.findByRole("link", { name: /Robots in Norway/ })).toHaveAttribute("href", "/portal/o1");
  expect(screen.getByRole("link", { name: /Not ready/ })).toHaveAttribute("href", "/portal/new?draft=o2");
  expect(screen.getByText("Still to come").parentElement!.parentElement).toHaveTextContent("30");
});

it("says what an order is while there is none", async () => {
  openPage(PortalPage, { path: "/portal", roles: ["client_user"], answers: { "/orders": pageOf([]) } });
  expect(await screen.findByText("No orders yet")).toBeInTheDocument();
});
