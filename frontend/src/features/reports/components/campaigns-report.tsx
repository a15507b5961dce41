import { useQuery } from "@tanstack/react-query";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { ChartCard } from "@/components/chart-card";
import { DataGrid } from "@/components/data-grid";
import { SectionCard } from "@/components/section-card";
import { axis, colors, grid, named, still, tip } from "@/lib/chart";
import { count, duration, percent, words } from "@/lib/format";
import { campaignsReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";
import { Scroll } from "@/components/scroll";

const series = [
  { key: "dials", label: "Dials", color: colors.slate },
  { key: "answered", label: "Answered", color: colors.primary },
  { key: "connected", label: "Connected", color: colors.success },
  { key: "abandoned", label: "Abandoned", color: colors.danger },
  { key: "messages", label: "Messages played", color: colors.accent },
] as const;

export function CampaignsReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(campaignsReport(query))}>
      {(rows) => {
        const said = [...new Set(rows.flatMap((row) => Object.keys(row.dispositions)))].sort();
        return (
          <>
            <ChartCard
              title="Calls"
              // A row for each campaign, so that however many there are each has its name.
              height={Math.max(220, rows.length * 72)}
              legend={series}
              table={{
                columns: ["Campaign", ...series.map((each) => each.label)],
                rows: rows.map((row) => [row.name, ...series.map(({ key }) => count(row[key]))]),
              }}
            >
              <BarChart data={[...rows]} layout="vertical" accessibilityLayer={false} margin={{ top: 6, right: 8, bottom: 0, left: 0 }}>
                <CartesianGrid {...grid} horizontal={false} vertical />
                <XAxis type="number" {...axis} allowDecimals={false} />
                <YAxis
                  type="category"
                  dataKey="name"
                  interval={0}
                  {...axis}
                  tick={{ ...axis.tick, fontSize: 12 }}
                  width={160}
                  tickFormatter={named(160)}
                />
                <Tooltip {...tip} />
                {series.map(({ key, label, color }) => (
                  <Bar key={key} dataKey={key} name={label} fill={color} radius={[0, 3, 3, 0]} maxBarSize={14} {...still} />
                ))}
              </BarChart>
            </ChartCard>
            <SectionCard title="Numbers" flush>
              <Scroll label="Numbers">
                <DataGrid
                  columns={[
                    "Campaign",
                    "Dials",
                    "Answered",
                    "Connected",
                    "Abandoned",
                    "Abandon rate",
                    "Messages",
                    "Qualified",
                    "Talk time",
                    "Wrap-up time",
                  ]}
                  rows={rows.map((row) => [
                    row.name,
                    count(row.dials),
                    count(row.answered),
                    count(row.connected),
                    count(row.abandoned),
                    percent(row.abandonRate, 2),
                    count(row.messages),
                    count(row.qualified),
                    duration(row.talkSeconds * 1000),
                    duration(row.wrapUpSeconds * 1000),
                  ])}
                />
              </Scroll>
            </SectionCard>
            {said.length > 0 && (
              <SectionCard title="Dispositions" flush>
                <Scroll label="Dispositions">
                  <DataGrid
                    columns={["Campaign", ...said.map(words)]}
                    rows={rows.map((row) => [row.name, ...said.map((code) => count(row.dispositions[code] ?? 0))])}
                  />
                </Scroll>
              </SectionCard>
            )}
          </>
        );
      }}
    </ReportBody>
  );
}
