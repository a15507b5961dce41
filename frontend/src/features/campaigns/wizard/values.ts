import type { FieldPath } from "react-hook-form";
import { z } from "zod";
import type { Campaign } from "@/api/types";

export const questionKinds = [
  { value: "yes_no", label: "Yes or no" },
  { value: "choice", label: "One of several" },
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "date", label: "Date" },
];

/** Settings that the form holds just as the campaign has them, with what a new campaign begins with. */
const plain = {
  dialMode: "progressive",
  powerRatio: 1.5,
  amdEnabled: true,
  ringTimeoutSeconds: 25,
  maxConcurrent: 50,
  maxAttempts: 3,
  retryMinutes: 120,
  wrapUpSeconds: 60,
};

const plainNames = Object.keys(plain) as (keyof typeof plain)[];

/** Those of them that are a number. */
export type NumberName = { [K in keyof typeof plain]: (typeof plain)[K] extends number ? K : never }[keyof typeof plain];

const plainOf = (campaign: typeof plain) => Object.fromEntries(plainNames.map((name) => [name, campaign[name]])) as unknown as typeof plain;

const whole = (min: number, max: number) =>
  z.number({ error: "Enter a whole number" }).int("Enter a whole number").min(min, `At least ${min}`).max(max, `At most ${max}`);

export const schema = z.object({
  name: z.string().trim().min(1, "Give the campaign a name").max(200, "At most 200 characters"),
  listId: z.string().min(1, "Choose a list"),
  leadGoal: z.union([z.nan(), whole(1, 1_000_000)]),
  script: z.string(),
  questions: z.array(
    z
      .object({
        id: z.string(),
        text: z.string().trim().min(1, "Write the question"),
        kind: z.string(),
        options: z.array(z.string()),
        required: z.boolean(),
      })
      .refine((question) => question.kind !== "choice" || question.options.filter(Boolean).length > 1, {
        path: ["options"],
        message: "Give at least two answers",
      }),
  ),
  checklist: z.array(z.object({ id: z.string(), text: z.string().trim().min(1, "Write what the reviewer checks") })),
  dialMode: z.string(),
  powerRatio: z.number({ error: "Enter a number" }).min(1, "At least 1").max(10, "At most 10"),
  abandonPercent: z.number({ error: "Enter a number" }).min(0.5, "At least 0.5").max(3, "At most 3, the legal cap"),
  // What is a number is the server's to say.
  callerId: z.string().trim().min(1, "Enter the number with country code, for example +1 202 555 0190").max(64, "At most 64 characters"),
  amdEnabled: z.boolean(),
  ringTimeoutSeconds: whole(15, 120),
  maxConcurrent: whole(1, 1000),
  maxAttempts: whole(1, 20),
  retryMinutes: whole(1, 43_200),
  wrapUpSeconds: whole(0, 3600),
  window: z
    .object({
      days: z.array(z.number()).min(1, "Choose at least one day"),
      start: z.string().min(1, "Enter a time"),
      end: z.string().min(1, "Enter a time"),
      timeZone: z.string(),
      useContactZone: z.boolean(),
    })
    // An end of 00:00 is the midnight after, so 00:00–00:00 is the whole day.
    .refine((window) => window.start < window.end || window.end === "00:00", {
      path: ["end"],
      message: "The end has to come after the start; 00:00 means midnight",
    }),
  cap: z
    .object({ mode: z.string(), value: z.union([z.nan(), whole(1, 100_000)]) })
    .refine((cap) => cap.mode === "none" || !Number.isNaN(cap.value), { path: ["value"], message: "Enter a whole number" }),
  rules: z.object({
    compliance: z
      .object({
        profiles: z.array(z.string()),
        /** Somebody has said that none applies. It is not kept: a draft taken up again is asked again. */
        without: z.boolean(),
        message: z.object({ seller: z.string().trim().max(200, "At most 200 characters") }),
        /** Percent; NaN: not said. */
        detectionErrorShare: z.union([z.nan(), z.number().min(0, "At least 0").max(100, "At most 100")]),
      })
      .refine((law) => law.profiles.length > 0 || law.without, {
        path: ["without"],
        message: "Choose the profiles that apply, or say that none does.",
      }),
    agents: z.object({ agentless: z.object({ message: z.string().max(2000, "At most 2,000 characters"), consentConfirmed: z.boolean() }) }),
  }),
  agentIds: z.array(z.string()),
});

export type Values = z.infer<typeof schema>;

type Asked = Exclude<keyof Values, "rules"> | Extract<FieldPath<Values>, `rules.${string}`>;

/** What the mode does not show is not asked about: a ratio left behind in another mode must not stop the save out of sight. */
const modeFields: Partial<Record<Asked, readonly string[]>> = { powerRatio: ["power"], abandonPercent: ["power", "predictive"] };

const asked = (field: Asked, mode: string) => modeFields[field]?.includes(mode) ?? true;

export const fieldsOf = (step: string, mode: string) => (stepFields[step] ?? []).filter((field) => asked(field, mode));

/** Of the rules each field by itself: an error that lies deeper than the name asked for is not shown. */
const stepFields: Record<string, Asked[]> = {
  audience: ["name", "listId", "leadGoal"],
  script: ["script", "questions", "checklist"],
  dialing: [...plainNames, "abandonPercent", "callerId", "cap", "rules.agents.agentless.message"],
  law: [
    "window",
    "rules.compliance.profiles",
    "rules.compliance.without",
    "rules.compliance.message.seller",
    "rules.compliance.detectionErrorShare",
  ],
  agents: ["agentIds"],
};

const defaults = { powerRatio: plain.powerRatio, abandonPercent: 3 };

export function emptyValues(listId: string, timeZone: string): Values {
  return {
    name: "",
    listId,
    leadGoal: Number.NaN,
    script: "",
    questions: [],
    checklist: [
      { id: "c1", text: "The person's title and company match the campaign" },
      { id: "c2", text: "The answers are complete and plausible" },
      { id: "c3", text: "The person agreed to be contacted" },
    ],
    ...plain,
    ...defaults,
    callerId: "",
    window: { days: [1, 2, 3, 4, 5], start: "09:00", end: "17:00", timeZone, useContactZone: true },
    cap: { mode: "none", value: 3 },
    rules: {
      compliance: { profiles: [], without: false, message: { seller: "" }, detectionErrorShare: Number.NaN },
      agents: { agentless: { message: "", consentConfirmed: false } },
    },
    agentIds: [],
  };
}

export function valuesOf(campaign: Campaign): Values {
  return {
    name: campaign.name,
    listId: campaign.listId ?? "",
    leadGoal: campaign.leadGoal ?? Number.NaN,
    script: campaign.script,
    questions: campaign.questions.map((question) => ({ ...question, options: [...question.options] })),
    checklist: campaign.checklist.map((item) => ({ ...item })),
    ...plainOf(campaign),
    abandonPercent: Math.round(campaign.abandonCap * 10_000) / 100,
    callerId: campaign.callerId ?? "",
    // Times may come with seconds; the field shows minutes.
    window: { ...campaign.window, start: campaign.window.start.slice(0, 5), end: campaign.window.end.slice(0, 5) },
    cap: campaign.cap ? { mode: campaign.cap.mode, value: campaign.cap.value } : { mode: "none", value: 3 },
    rules: {
      compliance: {
        profiles: [...(campaign.rules.compliance?.profiles ?? [])],
        without: false,
        message: { seller: campaign.rules.compliance?.message?.seller ?? "" },
        detectionErrorShare:
          campaign.rules.compliance?.detectionErrorShare == null
            ? Number.NaN
            : Math.round(campaign.rules.compliance.detectionErrorShare * 100_000) / 1000,
      },
      agents: {
        agentless: {
          message: campaign.rules.agents?.agentless?.message ?? "",
          consentConfirmed: campaign.rules.agents?.agentless?.consentConfirmed ?? false,
        },
      },
    },
    agentIds: [...campaign.agentIds],
  };
}

/** What is saved as the campaign; agents go to their own address. An unfinished caller id stays away until it is whole. */
export function bodyOf(values: Values) {
  const { agentIds: _, abandonPercent: __, ...campaign } = values;
  const kept = <K extends "powerRatio" | "abandonPercent">(field: K) =>
    asked(field, values.dialMode) || schema.shape[field].safeParse(values[field]).success ? values[field] : defaults[field];
  return {
    ...campaign,
    type: "call",
    powerRatio: kept("powerRatio"),
    abandonCap: kept("abandonPercent") / 100,
    leadGoal: Number.isNaN(values.leadGoal) ? null : values.leadGoal,
    callerId: values.callerId || null,
    questions: values.questions.map((question) => ({
      ...question,
      options: question.kind === "choice" ? question.options.filter(Boolean) : [],
    })),
    cap: values.cap.mode === "none" ? null : values.cap,
    rules: { ...values.rules, compliance: lawOf(values.rules.compliance) },
  };
}

/** What no profile asks for is not sent: it may have been set among the rules and stays. */
function lawOf({ profiles, message, detectionErrorShare }: Values["rules"]["compliance"]) {
  if (profiles.length === 0) return { profiles };
  return {
    profiles,
    ...(message.seller.trim() !== "" && { message: { seller: message.seller.trim() } }),
    ...(!Number.isNaN(detectionErrorShare) && { detectionErrorShare: detectionErrorShare / 100 }),
  };
}
