import { z } from "zod";
import type { Order } from "@/api/types";

const lines = (text: string) =>
  text
    .split(/[\n,;]+/)
    .map((item) => item.trim())
    .filter(Boolean);

/** On the clock of the person who orders. */
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), `${now.getMonth() + 1}`.padStart(2, "0"), `${now.getDate()}`.padStart(2, "0")].join("-");
};

export const schema = z.object({
  title: z.string().trim().min(1, "Give the order a name").max(200, "At most 200 characters"),
  type: z.string(),
  leadGoal: z
    .number({ error: "Enter a whole number" })
    .int("Enter a whole number")
    .min(1, "At least 1")
    .max(1_000_000, "At most 1,000,000"),
  dueOn: z.string().refine((day) => day === "" || day >= today(), "This day is over"),
  industries: z.string(),
  countries: z.string(),
  seniorities: z.string(),
  audienceNotes: z.string().max(2000, "At most 2,000 characters"),
  questions: z.string(),
  notes: z.string().max(2000, "At most 2,000 characters"),
  complianceConfirmed: z.literal(true, { error: "Confirm this before you submit" }),
});

export type Values = Omit<z.input<typeof schema>, "complianceConfirmed"> & { complianceConfirmed: boolean };

export const stepFields: Record<string, (keyof Values)[]> = {
  goal: ["title", "type", "leadGoal", "dueOn"],
  audience: ["industries", "countries", "seniorities", "audienceNotes"],
  questions: ["questions", "notes"],
  review: ["complianceConfirmed"],
};

export const empty: Values = {
  title: "",
  type: "call",
  leadGoal: 100,
  dueOn: "",
  industries: "",
  countries: "",
  seniorities: "",
  audienceNotes: "",
  questions: "",
  notes: "",
  complianceConfirmed: false,
};

export function valuesOf(order: Order): Values {
  return {
    title: order.title,
    type: order.type,
    leadGoal: order.leadGoal,
    dueOn: order.dueOn ?? "",
    industries: order.audience.industries.join(", "),
    countries: order.audience.countries.join(", "),
    seniorities: order.audience.seniorities.join(", "),
    audienceNotes: order.audience.notes ?? "",
    questions: order.questions.map((question) => question.text).join("\n"),
    notes: order.notes,
    complianceConfirmed: order.complianceConfirmed,
  };
}

export function bodyOf(values: Values) {
  return {
    title: values.title.trim(),
    type: values.type,
    leadGoal: values.leadGoal,
    dueOn: values.dueOn || null,
    audience: {
      industries: lines(values.industries),
      countries: lines(values.countries),
      seniorities: lines(values.seniorities),
      notes: values.audienceNotes.trim(),
    },
    questions: values.questions
      .split("\n")
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text, index) => ({ id: `q${index + 1}`, text, kind: "text", options: [], required: true })),
    notes: values.notes.trim(),
    complianceConfirmed: values.complianceConfirmed,
  };
}
