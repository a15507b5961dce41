import type { ReactElement } from "react";
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { PaceMinute, QueueSnapshot } from "@/api/types";
import { Legend } from "@/components/chart-card";
import { DataGrid, type ChartTable } from "@/components/data-grid";
import { axis, colors, still } from "@/lib/chart";
import { clock, count, percent } from "@/lib/format";
import { waitingWord } from "../words";
import { PacePlot } from "./pacing-chart";

type PanelProps = {
  title: string;
  says: string;
  table: ChartTable;
  legend?: readonly { label: string; color: string }[];
  children: ReactElement;
};

/** Nobody presses anything here, so the table behind each chart is there for those who listen to the page. */
function Panel({ title, says, table, legend, children }: PanelProps) {
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-col rounded-lg border bg-surface p-[1.6vh]">
      <div className="mb-[0.6vh] flex flex-wrap items-baseline gap-x-5">
        <h2 className="text-[clamp(14px,2vh,26px)] font-semibold">{title}</h2>
        {legend && <Legend items={legend} className="mb-0 text-[clamp(12px,1.6vh,20px)]" />}
      </div>
      <div role="img" aria-label={says} className="min-h-0 flex-1">
        <ResponsiveContainer width="100%" height="100%">
          {children}
        </ResponsiveContainer>
      </div>
      <div className="sr-only">
        <DataGrid {...table} />
      </div>
    </section>
  );
}

export function WallCharts({ minutes, snapshots }: { minutes: readonly PaceMinute[]; snapshots: readonly QueueSnapshot[] }) {
  const waiting = new Map<string, number>();
  for (const snapshot of snapshots)
    for (const [code, value] of Object.entries(snapshot.waiting)) waiting.set(code, (waiting.get(code) ?? 0) + value);
  const rows = [...waiting]
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([code, value]) => ({ word: waitingWord(code), value }));
  // The writing grows with the screen like everything else on the wall.
  const size = window.innerWidth < 768 ? 12 : Math.max(13, Math.round(window.innerHeight / 54));
  const total = (of: (minute: PaceMinute) => number) => minutes.reduce((sum, minute) => sum + of(minute), 0);
  return (
    <div className="grid min-h-0 shrink-0 grid-rows-[240px_240px] gap-[1.6vh] md:flex-[3] md:shrink md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] md:grid-rows-1">
      <Panel
        title="Last hour"
        says={`In the last hour ${count(total((m) => m.dials))} dials, ${count(total((m) => m.answers))} answers; abandon budget used ${percent(minutes.at(-1)?.budgetUsed ?? 0)}.`}
        table={{
          columns: ["Minute", "Dials", "Answers", "Budget used"],
          rows: minutes
            .filter((m) => m.dials + m.answers > 0)
            .map((m) => [clock(Date.parse(m.at)), count(m.dials), count(m.answers), percent(m.budgetUsed)]),
        }}
        legend={[
          { label: "Dials", color: colors.slate },
          { label: "Answers", color: colors.primary },
          { label: "Budget used", color: colors.warning },
        ]}
      >
        {PacePlot(minutes, size)}
      </Panel>
      <Panel
        title="Queue by reason"
        says={rows.map((row) => `${row.word} ${count(row.value)}`).join(", ") || "Nobody is waiting."}
        table={{ columns: ["Reason", "Contacts"], rows: rows.map((row) => [row.word, count(row.value)]) }}
      >
        <BarChart layout="vertical" data={rows} accessibilityLayer={false} margin={{ top: 0, right: size * 5, bottom: 0, left: 0 }}>
          <XAxis type="number" hide />
          <YAxis type="category" dataKey="word" {...axis} tick={{ fill: "var(--foreground)", fontSize: size }} width={size * 11} />
          <Bar
            dataKey="value"
            fill={colors.primary}
            radius={4}
            maxBarSize={size * 2}
            label={{
              position: "right",
              fill: "var(--foreground)",
              fontSize: size * 1.2,
              formatter: (value: unknown) => count(Number(value)),
            }}
            {...still}
          />
        </BarChart>
      </Panel>
    </div>
  );
}
