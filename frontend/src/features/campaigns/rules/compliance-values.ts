import type { Campaign } from "@/api/types";

type Rules = NonNullable<Campaign["rules"]["compliance"]>;

/** As the form holds it: empty text for "not set". */
export interface ComplianceValues {
  profiles: string[];
  connectSeconds: string;
  ringSeconds: string;
  lockOutHours: string;
  detectionErrorShare: string;
  holidays: string[];
  closedDates: string;
  strictZones: boolean;
  called: string;
  speaks: boolean;
  message: { seller: string; number: string; language: string; text: string; optOutKey: string };
}

export const defaultText =
  "Hello. This was a call from {seller}, and no member of our team is free to speak with you right now. You can reach us on {number}. {opt_out}";

const text = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
const number = (value: string) => (value.trim() === "" ? null : Number(value));

export function valuesOf(rules: Rules | undefined): ComplianceValues {
  const message = rules?.message;
  return {
    profiles: rules?.profiles ?? [],
    connectSeconds: text(rules?.connectSeconds),
    ringSeconds: text(rules?.ringSeconds),
    lockOutHours: text(rules?.lockOutHours),
    detectionErrorShare: rules?.detectionErrorShare == null ? "" : String(Math.round(rules.detectionErrorShare * 100_000) / 1000),
    holidays: rules?.holidays ?? [],
    closedDates: (rules?.closedDates ?? []).join(", "),
    strictZones: rules?.strictZones ?? true,
    called: rules?.called ?? "business",
    speaks: message !== null && message !== undefined,
    message: {
      seller: message?.seller ?? "",
      number: message?.number ?? "",
      language: message?.language ?? "en-US",
      text: message?.text ?? "",
      optOutKey: optOutKeyOf(message?.optOutKey),
    },
  };
}

export const daysOf = (value: string) => value.split(/[\s,;]+/).filter((day) => day !== "");

/** 2026-02-30 is written like a day and is none. */
export const isDay = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);

export function partOf(values: ComplianceValues) {
  const { message } = values;
  return {
    profiles: values.profiles,
    connectSeconds: number(values.connectSeconds),
    ringSeconds: number(values.ringSeconds),
    lockOutHours: number(values.lockOutHours),
    detectionErrorShare: values.detectionErrorShare.trim() === "" ? null : Number(values.detectionErrorShare) / 100,
    holidays: values.holidays,
    closedDates: daysOf(values.closedDates),
    strictZones: values.strictZones,
    called: values.called,
    message: values.speaks
      ? {
          seller: message.seller,
          number: message.number || null,
          language: message.language,
          text: message.text || null,
          optOutKey: chosenOptOutKey(message.optOutKey),
        }
      : null,
  };
}

const profilesAsk = "profiles";

/** Keys of a telephone that may take a number off every list. */
export const optOutKeys = [
  { value: profilesAsk, label: "As the profiles ask" },
  ..."1234567890*#".split("").map((key) => ({ value: key, label: key })),
];

export const optOutKeyOf = (key: string | null | undefined) => key || profilesAsk;

export const chosenOptOutKey = (value: string) => (value === profilesAsk ? null : value);

const optOutSentence = (key: string) =>
  `To never be called again, press ${key === "*" ? "the star key" : key === "#" ? "the pound key" : key} now.`;

/** What is heard, with the placeholders filled. */
export function spoken(
  values: Pick<ComplianceValues["message"], "seller" | "number" | "text" | "optOutKey">,
  callerId: string | null | undefined,
) {
  const number = values.number || callerId || "your number";
  return (values.text || defaultText)
    .replaceAll("{seller}", values.seller || "your company")
    .replaceAll("{number}", number)
    .replaceAll(
      "{opt_out}",
      values.optOutKey !== profilesAsk ? optOutSentence(values.optOutKey) : `If you do not want to be called again, tell us on ${number}.`,
    )
    .trim();
}
