import { describe, expect, it } from "vitest";
import { bodyOf, emptyValues, fieldsOf, schema } from "./values";

const filled = { ...emptyValues("list", "UTC"), name: "Spring", callerId: "+12025550100" };

describe("what the campaign wizard asks for", () => {
  it("asks for agents in every mode but agentless", () => {
    const refused = (dialMode: string) => schema.safeParse({ ...filled, dialMode }).error?.issues.map((issue) => issue.path.join(".")) ?? [];
    expect(refused("progressive")).toEqual(["agentIds"]);
    expect(refused("agentless")).toEqual([]);
  });

  it("does not hold a ratio against a mode that does not show it, and does not send it either", () => {
    expect(fieldsOf("dialing", "power")).toContain("powerRatio");
    expect(fieldsOf("dialing", "predictive")).not.toContain("powerRatio");
    expect(bodyOf({ ...filled, dialMode: "predictive", powerRatio: 0.5 }).powerRatio).toBe(1.5);
    expect(bodyOf({ ...filled, dialMode: "power", powerRatio: 2.5 }).powerRatio).toBe(2.5);
  });
});
