import { useQuery } from "@tanstack/react-query";
import { Bar, BarChart, Tooltip, XAxis, YAxis } from "recharts";
import { ChartCard } from "@/components/chart-card";
import { DataGrid } from "@/components/data-grid";
import { SectionCard } from "@/components/section-card";
import { axis, colors, named, still, tip } from "@/lib/chart";
import { count, duration, percent } from "@/lib/format";
import { idleReasons, idleTotal } from "@/lib/idle-reasons";
import { agentsReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";
import { Scroll } from "@/components/scroll";

const states = [
  { key: "onCallSeconds", label: "On call", color: colors.primary },
  { key: "wrapUpSeconds", label: "Wrap-up", color: colors.warning },
  { key: "previewSeconds", label: "Preview", color: colors.accent },
  { key: "availableSeconds", label: "Available", color: colors.success },
  { key: "breakSeconds", label: "Break", color: colors.violet },
] as const;

const time = (seconds: unknown) => duration(Number(seconds) * 1000);

export function AgentsReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(agentsReport(query))}>
      {(rows) => {
        const used = idleReasons.filter(({ code }) => rows.some((row) => (row.idle[code] ?? 0) > 0));
        return (
          <>
            <ChartCard
              title="Time by state"
              legend={states}
              height={Math.max(120, Math.min(20, rows.length) * 32 + 30)}
              table={{
                columns: ["Agent", ...states.map((state) => state.label)],
                rows: rows.map((row) => [row.name, ...states.map(({ key }) => time(row[key]))]),
              }}
            >
              <BarChart
                layout="vertical"
                data={rows.slice(0, 20)}
                accessibilityLayer={false}
                margin={{ top: 0, right: 24, bottom: 0, left: 0 }}
              >
                <XAxis type="number" {...axis} tickFormatter={time} />
                <YAxis
                  type="category"
                  dataKey="name"
                  interval={0}
                  {...axis}
                  tick={{ ...axis.tick, fontSize: 12 }}
                  width={140}
                  tickFormatter={named(140)}
                />
                <Tooltip {...tip} formatter={(value, name) => [time(value), name]} />
                {states.map(({ key, label, color }) => (
                  <Bar key={key} dataKey={key} name={label} stackId="time" fill={color} barSize={16} {...still} />
                ))}
              </BarChart>
            </ChartCard>
            <SectionCard title="Numbers" flush>
              <Scroll label="Numbers">
                <DataGrid
                  columns={["Agent", "Signed in", ...states.map((state) => state.label), "Occupancy", "Calls", "Connected", "Talk time"]}
                  rows={rows.map((row) => [
                    row.name,
                    time(row.signedInSeconds),
                    ...states.map(({ key }) => time(row[key])),
                    percent(row.occupancy, 1),
                    count(row.calls),
                    count(row.connected),
                    time(row.talkSeconds),
                  ])}
                />
              </Scroll>
            </SectionCard>
            <SectionCard title="Why agents waited" hint="available time by why no call came" flush>
              {used.length === 0 ? (
                <p className="px-4 py-6 text-table text-muted-foreground">No waiting time was recorded on these days.</p>
              ) : (
                <Scroll label="Why agents waited">
                  <DataGrid
                    columns={["Agent", "Waited", ...used.map((reason) => reason.label)]}
                    rows={rows.map((row) => [row.name, time(idleTotal(row.idle)), ...used.map(({ code }) => time(row.idle[code] ?? 0))])}
                  />
                </Scroll>
              )}
            </SectionCard>
          </>
        );
      }}
    </ReportBody>
  );
}
