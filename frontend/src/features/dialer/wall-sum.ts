import type { QueueSnapshot } from "@/api/types";
import { occupancyOf } from "./occupancy";

export interface WallSum {
  onCall: number;
  ready: number;
  inFlight: number;
  dials: number;
  answered: number;
  abandoned: number;
  /** The strictest cap of them all. */
  cap: number;
  qualified: number;
  queued: number;
  alerts: number;
  /** Share of the agents at work who have a contact, beside what is wanted; null while nobody is at work. */
  occupancy: ReturnType<typeof occupancyOf>;
  /** Leads of the campaigns that have a goal; null when none has. */
  goal: { leads: number; goal: number } | null;
}

/** Several campaigns in the figures of one board. */
export function sumQueues(snapshots: readonly QueueSnapshot[]): WallSum {
  const sum = (of: (snapshot: QueueSnapshot) => number) => snapshots.reduce((total, snapshot) => total + of(snapshot), 0);
  const inState = (status: string) => sum((snapshot) => snapshot.agents.filter((agent) => agent.status === status).length);
  return {
    onCall: inState("on_call"),
    ready: inState("available"),
    inFlight: sum((snapshot) => snapshot.inFlight),
    dials: sum((snapshot) => snapshot.today.dials),
    answered: sum((snapshot) => snapshot.today.answered),
    abandoned: sum((snapshot) => snapshot.today.abandoned),
    cap: Math.min(0.03, ...snapshots.map((snapshot) => snapshot.pace.abandonCap)),
    qualified: sum((snapshot) => snapshot.today.qualified),
    queued: sum((snapshot) => snapshot.queued),
    alerts: sum((snapshot) => snapshot.alerts.length),
    occupancy: occupancyOf(snapshots),
    goal: snapshots.some((snapshot) => snapshot.goal)
      ? { leads: sum((snapshot) => snapshot.goal?.leads ?? 0), goal: sum((snapshot) => snapshot.goal?.goal ?? 0) }
      : null,
  };
}
