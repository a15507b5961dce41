import { expect, it } from "vitest";
import { mayOpen } from "./roles";

it("opens a page to its roles and to administrators, and a person's own desk and portal to nobody else", () => {
  expect(mayOpen(["campaign_manager"], ["campaign_manager"])).toBe(true);
  expect(mayOpen(["agent"], ["campaign_manager"])).toBe(false);
  expect(mayOpen(["admin"], ["campaign_manager"])).toBe(true);
  expect(mayOpen(["admin"], ["client_user"])).toBe(false);
  expect(mayOpen(["admin"], ["agent"])).toBe(false);
  expect(mayOpen(["admin", "agent"], ["agent"])).toBe(true);
});
