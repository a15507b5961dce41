import type { FieldProblem } from "@/api/problem";
import type { ChangedCard } from "./rules-save";

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

/** Two cards may edit one part, each its own members of it. */
export function mergeParts(parts: readonly object[]): Tree {
  const all: Tree = {};
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) {
      const before = all[name];
      all[name] = isTree(before) && isTree(value) ? mergeParts([before, value]) : value;
    }
  return all;
}

/** Number fields that are empty or hold letters: every one of them is told, where the server would stop reading at the first. */
export function notNumbers(value: unknown, at: string): string[] {
  if (typeof value === "number") return Number.isNaN(value) ? [at] : [];
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, each]) => notNumbers(each, `${at}/${name}`))
    : [];
}

/**
 * `/rules/queue/lists/0/weight` belongs to the field `lists.0.weight` of the part queue.
 * @returns how many of them belong to this card
 */
export function showOnFields({ form, part, rows }: ChangedCard, errors: readonly FieldProblem[], focus: boolean) {
  const prefix = `/rules/${part}`;
  let shown = 0;
  for (const { pointer, code, detail } of errors) {
    if (pointer !== prefix && !pointer?.startsWith(`${prefix}/`)) continue;
    const path = pointer.slice(prefix.length + 1).split("/");
    const name = [rows, ...path].filter(Boolean).join(".");
    if (name !== "" && !has(form.getValues(), name.split("."))) continue;
    form.setError(
      name === "" ? "root.server" : name,
      { type: code, message: detail },
      { shouldFocus: focus && shown === 0 && name !== "" },
    );
    shown += 1;
  }
  return shown;
}

/** The values know the first member of the path: what lies deeper may be a row's field that is empty. */
function has(values: unknown, [first]: string[]) {
  return isTree(values) && first !== undefined && first in values;
}
