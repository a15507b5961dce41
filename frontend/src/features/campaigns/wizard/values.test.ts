import { describe, expect, it } from "vitest";
import { bodyOf, emptyValues, fieldsOf, schema, type Values } from "./values";

const filled = { ...emptyValues("list", "UTC"), name: "Spring", callerId: "+12025550100" };

describe("what the campaign wizard asks for", () => {
  const refused = (values: unknown) => schema.safeParse(values).error?.issues.map((issue) => issue.path.join(".")) ?? [];
  const law = (part: Partial<Values["rules"]["compliance"]>): Values => ({
    ...filled,
    rules: { ...filled.rules, compliance: { ...filled.rules.compliance, ...part } },
  });

  it("asks which law holds, and takes the answer that none does", () => {
    expect(refused(filled)).toEqual(["rules.compliance.without"]);
    expect(refused(law({ without: true }))).toEqual([]);
    expect(refused(law({ profiles: ["us"] }))).toEqual([]);
  });

  it("lets a draft go on while every agent is busy", () => {
    expect(refused({ ...law({ without: true }), agentIds: [] })).toEqual([]);
  });

  it("sends of the law what was said, and leaves the rest as it is", () => {
    expect(bodyOf(law({ without: true })).rules.compliance).toEqual({ profiles: [] });
    expect(bodyOf(law({ profiles: ["us"] })).rules.compliance).toEqual({ profiles: ["us"] });
    expect(bodyOf(law({ profiles: ["uk"], message: { seller: " Firm " }, detectionErrorShare: 2.5 })).rules.compliance).toEqual({
      profiles: ["uk"],
      message: { seller: "Firm" },
      detectionErrorShare: 0.025,
    });
  });

  it("does not hold a ratio against a mode that does not show it, and does not send it either", () => {
    expect(fieldsOf("dialing", "power")).toContain("powerRatio");
    expect(fieldsOf("dialing", "predictive")).not.toContain("powerRatio");
    expect(bodyOf({ ...filled, dialMode: "predictive", powerRatio: 0.5 }).powerRatio).toBe(1.5);
    expect(bodyOf({ ...filled, dialMode: "power", powerRatio: 2.5 }).powerRatio).toBe(2.5);
  });
});
