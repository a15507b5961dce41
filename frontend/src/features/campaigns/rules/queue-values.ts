import type { Campaign } from "@/api/types";

type Queue = NonNullable<Campaign["rules"]["queue"]>;

/** The part as the form holds it: no nulls in selects, values of a filter as one line. */
export interface QueueValues {
  order: string;
  newEvery: string;
  lists: { listId: string; weight: number }[];
  filters: { field: string; operator: string; values: string }[];
}

export function valuesOf(queue: Queue | undefined): QueueValues {
  return {
    order: queue?.order ?? "priority",
    newEvery: queue?.newEvery ? String(queue.newEvery) : "off",
    lists: (queue?.lists ?? []).map(({ listId, weight }) => ({ listId, weight })),
    filters: (queue?.filters ?? []).map(({ field, operator, values }) => ({ field, operator, values: values.join(", ") })),
  };
}

export function partOf(values: QueueValues): Queue {
  return {
    order: values.order,
    newEvery: values.newEvery === "off" ? null : Number(values.newEvery),
    lists: values.lists,
    filters: values.filters.map(({ field, operator, values: line }) => ({ field, operator, values: splitLine(line) })),
  };
}

export function splitLine(line: string) {
  return line
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}
