import type { QueueSnapshot } from "@/api/types";

const busy = new Set(["on_call", "wrap_up", "preview"]);

/** Agents with a contact, and all who have one or wait for one; their quotient is the occupancy of this instant. */
export function atWorkOf(agents: QueueSnapshot["agents"]) {
  const working = agents.filter((agent) => busy.has(agent.status)).length;
  return { working, atWork: working + agents.filter((agent) => agent.status === "available").length };
}

/** Of several campaigns together; each target counts by its agents at work. Null while nobody is. */
export function occupancyOf(snapshots: readonly Pick<QueueSnapshot, "agents" | "pace">[]) {
  let [working, atWork, wanted] = [0, 0, 0];
  for (const { agents, pace } of snapshots) {
    const here = atWorkOf(agents);
    working += here.working;
    atWork += here.atWork;
    wanted += here.atWork * pace.occupancyTarget;
  }
  return atWork === 0 ? null : { share: working / atWork, target: wanted / atWork };
}
