import type { CampaignPace, PaceMinute, QueueSnapshot } from "@/api/types";

const minute = 60_000;

/**
 * The minutes read from the rows, carried on by a push: what the day's counters grew by since then belongs to the running minute.
 * A counter that shrank means that a new day has begun; the next reading knows better.
 */
export function extendPace(pace: CampaignPace, snapshot: Pick<QueueSnapshot, "at" | "today" | "pace"> | undefined): readonly PaceMinute[] {
  const last = pace.minutes.at(-1);
  if (!last || !snapshot || Date.parse(snapshot.at) <= Date.parse(pace.at)) return pace.minutes;
  const points = [...pace.minutes];
  const running = Math.floor(Date.parse(snapshot.at) / minute) * minute;
  for (let at = Date.parse(last.at) + minute; at <= running && points.length < 2 * pace.minutes.length; at += minute) {
    points.push({ at: new Date(at).toISOString(), dials: 0, answers: 0, abandoned: 0, budgetUsed: last.budgetUsed });
  }
  const now = points.at(-1)!;
  points[points.length - 1] = {
    ...now,
    dials: now.dials + Math.max(0, snapshot.today.dials - pace.today.dials),
    answers: now.answers + Math.max(0, snapshot.today.answered - pace.today.answered),
    abandoned: now.abandoned + Math.max(0, snapshot.today.abandoned - pace.today.abandoned),
    budgetUsed: snapshot.pace.budgetUsed,
  };
  return points.slice(-pace.minutes.length);
}

/** Several campaigns in one: counts add up, the budget is the worst one. */
export function sumPaces(all: readonly (readonly PaceMinute[])[]): PaceMinute[] {
  const byMinute = new Map<string, PaceMinute>();
  for (const point of all.flat()) {
    const at = new Date(point.at).toISOString();
    const sum = byMinute.get(at);
    byMinute.set(at, {
      at,
      dials: (sum?.dials ?? 0) + point.dials,
      answers: (sum?.answers ?? 0) + point.answers,
      abandoned: (sum?.abandoned ?? 0) + point.abandoned,
      budgetUsed: Math.max(sum?.budgetUsed ?? 0, point.budgetUsed),
    });
  }
  return [...byMinute.values()].sort((a, b) => a.at.localeCompare(b.at));
}
