import type { Campaign } from "@/api/types";

type Recycle = NonNullable<Campaign["rules"]["recycle"]>;

export const capOf = ["contact", "phone", "account"] as const;
export const capSpans = [
  { name: "lifetime", label: "Ever" },
  { name: "perDay", label: "A day" },
  { name: "per24Hours", label: "In 24 hours" },
] as const;

type Of = (typeof capOf)[number];
type Span = (typeof capSpans)[number]["name"];

/** Numbers that stand by themselves: what the part says when the field is empty. */
const empty = { noShowMinutes: null, callbackDays: null, numberRestMinutes: 0 };

type NumberName = keyof typeof empty;

const numberNames = Object.keys(empty) as NumberName[];

/** The part as the form holds it: an empty text is no limit. */
export interface RecycleValues extends Record<NumberName, string> {
  outcomes: { outcome: string; delayMinutes: number; maxAttempts: string; tryNextNumber: boolean }[];
  caps: Record<Of, Record<Span, string>>;
  accountCapScope: string;
}

export function recycleValues(recycle: Recycle | undefined): RecycleValues {
  const cap = (of: Of) => {
    const given = recycle?.caps?.[of];
    return Object.fromEntries(capSpans.map(({ name }) => [name, text(given?.[name])])) as Record<Span, string>;
  };
  return {
    outcomes: (recycle?.outcomes ?? []).map((line) => ({
      outcome: line.outcome,
      delayMinutes: line.delayMinutes,
      maxAttempts: text(line.maxAttempts),
      tryNextNumber: line.tryNextNumber ?? false,
    })),
    caps: { contact: cap("contact"), phone: cap("phone"), account: cap("account") },
    ...(Object.fromEntries(numberNames.map((name) => [name, text(recycle?.[name])])) as Record<NumberName, string>),
    accountCapScope: recycle?.accountCapScope ?? "campaign",
  };
}

export function recyclePart(values: RecycleValues) {
  const caps = Object.fromEntries(
    capOf.map((of) => {
      const limits = capSpans.map(({ name }) => [name, number(values.caps[of][name])] as const);
      return [of, limits.every(([, limit]) => limit === null) ? null : Object.fromEntries(limits)];
    }),
  );
  return {
    outcomes: values.outcomes.map((line) => ({ ...line, maxAttempts: number(line.maxAttempts) })),
    caps: capOf.every((of) => caps[of] === null) ? null : caps,
    ...Object.fromEntries(numberNames.map((name) => [name, number(values[name]) ?? empty[name]])),
    accountCapScope: values.accountCapScope,
  };
}

const text = (value: number | null | undefined) => (value == null ? "" : String(value));
const number = (value: string) => (value.trim() === "" ? null : Number(value));
