import type { QueueSnapshot } from "@/api/types";
import { StatStrip } from "@/components/stat";
import { useNow } from "@/lib/clock";
import { count, duration, percent, plural } from "@/lib/format";
import { atWorkOf } from "../occupancy";

/** The campaign in one line; times count on the client. */
export function LiveStrip({ snapshot }: { snapshot: QueueSnapshot }) {
  const now = useNow();
  const { today, agents, goal, pace } = snapshot;
  const inState = (state: string) => agents.filter((agent) => agent.status === state);
  const signedIn = agents.filter((agent) => agent.status !== "offline").length;
  const { working, atWork } = atWorkOf(agents);
  const state = (label: string, code: string) => {
    const those = inState(code);
    const longest = Math.min(...those.map((agent) => Date.parse(agent.since)));
    return { label, value: count(those.length), note: those.length > 0 ? `longest ${duration(now - longest)}` : "nobody" };
  };
  return (
    <StatStrip
      items={[
        state("Ready", "available"),
        state("On call", "on_call"),
        state("Wrap-up", "wrap_up"),
        state("Break", "break"),
        { label: "In flight", value: count(snapshot.inFlight), note: `${count(signedIn)} signed in` },
        ...(snapshot.pace.mode === "agentless"
          ? [
              {
                label: "Messages",
                value: count(today.messages),
                note: today.dials > 0 ? `${percent(today.messages / today.dials)} of ${plural(today.dials, "dial")}` : "no dial yet",
              },
            ]
          : []),
        {
          label: "Answer rate",
          value: today.dials > 0 ? percent(today.answered / today.dials, 1) : "–",
          note: `of ${plural(today.dials, "dial")}`,
        },
        { label: "Occupancy", value: atWork > 0 ? percent(working / atWork) : "–", note: `target ${percent(pace.occupancyTarget)}` },
        goal
          ? { label: "Leads", value: count(goal.leads), note: `goal ${count(goal.goal)} · ${count(today.qualified)} today` }
          : { label: "Qualified", value: count(today.qualified), note: "today" },
      ]}
    />
  );
}
