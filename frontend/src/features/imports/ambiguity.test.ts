import { describe, expect, it } from "vitest";
import type { Import, ImportTarget } from "@/api/types";
import { answer, question } from "./ambiguity";

const targets = [
  { key: "contact.researchDate", kind: "date" },
  { key: "account.founded", kind: "founded" },
  { key: "account.annualRevenue", kind: "money" },
  { key: "contact.city", kind: "text" },
] as ImportTarget[];
const date = {
  kind: "date",
  examples: [
    {
      value: "03/04/2024",
      readings: [
        { reading: "day", value: "2024-04-03" },
        { reading: "month", value: "2024-03-04" },
      ],
    },
  ],
};
const amount = {
  kind: "amount",
  examples: [
    {
      value: "1.234",
      readings: [
        { reading: "thousands", value: "1234" },
        { reading: "decimal", value: "1.23" },
      ],
    },
  ],
};
const column = (...ambiguities: (typeof date)[]) => ({ ambiguities }) as unknown as Import["columns"][number];

describe("what a column is asked", () => {
  it("depends on where it goes", () => {
    expect(question(column(date, amount), "contact.researchDate", targets)).toBe(date);
    expect(question(column(date, amount), "account.founded", targets)).toBe(date);
    expect(question(column(date, amount), "account.annualRevenue", targets)).toBe(amount);
    for (const target of ["contact.city", "custom.when", null]) expect(question(column(date, amount), target, targets)).toBeUndefined();
  });

  it("is nothing when its values decide", () => {
    expect(question(column(), "contact.researchDate", targets)).toBeUndefined();
    expect(question(column(amount), "contact.researchDate", targets)).toBeUndefined();
  });
});

describe("the answer", () => {
  it("to a date has to be given", () => {
    expect(answer(date, null)).toBeNull();
    for (const given of ["day", "month", "leave_out"]) expect(answer(date, given)).toBe(given);
  });

  it("to an amount is the usual one until somebody says otherwise", () => {
    expect(answer(amount, null)).toBe("thousands");
    for (const given of ["decimal", "leave_out"]) expect(answer(amount, given)).toBe(given);
  });

  it("to another question does not count after the column has been sent elsewhere", () => {
    expect(answer(date, "decimal")).toBeNull();
    expect(answer(amount, "day")).toBe("thousands");
  });
});
