import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { openPage } from "@/test/page";
import { sample } from "@/test/sample";
import HomePage from "./home.page";

it("shows a new workspace what to do instead of rows of zeros", async () => {
  openPage(HomePage, {
    path: "/",
    answers: { "/home": sample("Home", { contacts: 0, accounts: 0, firstSteps: sample("FirstSteps", { company: true }) }) },
  });
  expect(await screen.findByText("1 of 5 done")).toBeInTheDocument();
  expect(screen.queryByText("Accounts")).not.toBeInTheDocument();
});

it("asks for what a manager watches only on behalf of a manager", async () => {
  const page = openPage(HomePage, { path: "/", roles: ["data_ops"], answers: { "/home": sample("Home", { contacts: 4, accounts: 2 }) } });
  expect(await screen.findByText("Accounts")).toBeInTheDocument();
  expect(page.reads()).toEqual(["/home"]);
});
