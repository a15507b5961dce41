import type { Import, ImportTarget } from "@/api/types";

type Column = Import["columns"][number];
export type Ambiguity = Column["ambiguities"][number];
export type Example = Ambiguity["examples"][number];

/** Kinds of targets whose values are dates or amounts; other text is taken as it stands. */
const kinds: Record<string, string> = { date: "date", founded: "date", money: "amount" };

/** What a column has to be asked about where it goes; nothing when its own values decide, or when it goes elsewhere. */
export function question(column: Column, target: string | null | undefined, targets: readonly ImportTarget[]) {
  const kind = kinds[targets.find((known) => known.key === target)?.kind ?? ""];
  return column.ambiguities.find((ambiguity) => ambiguity.kind === kind);
}

/** The answer that counts: the one given, as far as it fits the question. An amount has a usual reading, since money has no third decimal; a date has none, so somebody has to say. */
export function answer(ambiguity: Ambiguity, given: string | null | undefined) {
  const fits =
    given && (given === "leave_out" || ambiguity.examples.some((example) => example.readings.some((reading) => reading.reading === given)));
  return fits ? given : ambiguity.kind === "amount" ? "thousands" : null;
}
