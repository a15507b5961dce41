import { Bar, BarChart, Tooltip, XAxis, YAxis } from "recharts";
import type { QueueSnapshot } from "@/api/types";
import { ChartCard } from "@/components/chart-card";
import { axis, named, still, tip } from "@/lib/chart";
import { duration } from "@/lib/format";
import { idleParts, idleReasons, idleTotal } from "@/lib/idle-reasons";

const seconds = (value: unknown) => duration(Number(value) * 1000);

/** Where the waiting time of today went, agent by agent. */
export function IdleCard({ snapshot }: { snapshot: QueueSnapshot }) {
  const rows = snapshot.idle
    .map((idle) => ({
      name: snapshot.agents.find((agent) => agent.agentId === idle.agentId)?.name ?? "Former agent",
      ...idle,
      total: idleTotal(idle.seconds),
    }))
    .sort((a, b) => b.total - a.total);
  const all = Object.fromEntries(idleReasons.map(({ code }) => [code, rows.reduce((sum, row) => sum + (row.seconds[code] ?? 0), 0)]));
  const used = idleReasons.filter(({ code }) => all[code]! > 0);
  const largest = idleParts(all)[0];
  const shown = rows.slice(0, 12);
  return (
    <ChartCard
      title="Why agents waited"
      hint={largest ? `today ${seconds(idleTotal(all))}, mostly ${largest.label.toLowerCase()}` : "today"}
      empty={rows.length === 0 ? "No agent has waited for a call today." : undefined}
      height={Math.max(96, shown.length * 30 + 20)}
      legend={used}
      table={{
        columns: ["Agent", "Waited", ...used.map((reason) => reason.label)],
        rows: rows.map((row) => [row.name, seconds(row.total), ...used.map(({ code }) => seconds(row.seconds[code] ?? 0))]),
      }}
    >
      <BarChart layout="vertical" data={shown} accessibilityLayer={false} margin={{ top: 0, right: 16, bottom: 0, left: 0 }}>
        <XAxis type="number" {...axis} tickFormatter={seconds} />
        <YAxis type="category" dataKey="name" {...axis} tick={{ ...axis.tick, fontSize: 12 }} width={120} tickFormatter={named(120)} />
        <Tooltip {...tip} formatter={(value, name) => [seconds(value), name]} />
        {used.map(({ code, label, color }) => (
          <Bar
            key={code}
            dataKey={(row: (typeof rows)[number]) => row.seconds[code] ?? 0}
            name={label}
            stackId="idle"
            fill={color}
            barSize={14}
            {...still}
          />
        ))}
      </BarChart>
    </ChartCard>
  );
}
