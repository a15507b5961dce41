import { Bar, BarChart, Cell, Tooltip, XAxis, YAxis } from "recharts";
import type { QueueSnapshot } from "@/api/types";
import { ChartCard } from "@/components/chart-card";
import { axis, colors, still, tip } from "@/lib/chart";
import { count, percent } from "@/lib/format";
import { waitingWord } from "../words";

const dialable = new Set(["next_up", "due"]);

/** How many wait, and why. */
export function QueueDepthChart({ snapshot }: { snapshot: QueueSnapshot }) {
  const rows = Object.entries(snapshot.waiting)
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([code, value]) => ({ code, word: waitingWord(code), value }));
  return (
    <ChartCard
      title="Queue by reason"
      hint={`${count(snapshot.queued)} left · ${count(snapshot.done)} done · ${count(snapshot.removed)} removed`}
      empty={rows.length === 0 ? "Nobody is waiting in the queue." : undefined}
      height={Math.max(96, rows.length * 34)}
      table={{
        columns: ["Reason", "Contacts", "Share"],
        rows: rows.map((row) => [row.word, count(row.value), percent(row.value / Math.max(1, snapshot.queued), 1)]),
      }}
    >
      <BarChart layout="vertical" data={rows} accessibilityLayer={false} margin={{ top: 0, right: 56, bottom: 0, left: 0 }}>
        <XAxis type="number" hide />
        <YAxis type="category" dataKey="word" {...axis} tick={{ ...axis.tick, fontSize: 12 }} width={140} />
        <Tooltip {...tip} formatter={(value) => [count(Number(value)), "Contacts"]} />
        <Bar
          dataKey="value"
          radius={3}
          barSize={14}
          label={{ position: "right", fill: "var(--foreground)", fontSize: 12, formatter: (value: unknown) => count(Number(value)) }}
          {...still}
        >
          {rows.map((row) => (
            <Cell key={row.code} fill={dialable.has(row.code) ? colors.primary : colors.slate} />
          ))}
        </Bar>
      </BarChart>
    </ChartCard>
  );
}
