import { expect, it } from "vitest";
import type { CallCard } from "@/api/types";
import { mergeScript } from "./merge-script";

const card = {
  campaignName: "Edge",
  contact: { fullName: "Ann Smith", firstName: "Ann", jobTitle: null },
  account: { name: "Harbor" },
} as unknown as CallCard;

const read = (script: string) => mergeScript({ ...card, script }, { firstName: "Maya", lastName: "Chen" });

it("fills the tags in either spelling and leaves unknown ones to be seen", () => {
  expect(read("Hello {{contact.first_name}} of {{ account.name }}, {{agent.firstName}} here.")).toBe("Hello Ann of Harbor, Maya here.");
  expect(read("Are you in {{contact.city}}, in {{account.industry}}?")).toBe("Are you in your city, in your industry?");
  expect(read("{{firstName}}, {{contact.job_title}}, {{contact.shoe_size}}")).toBe("Ann, your role, {{contact.shoe_size}}");
});
