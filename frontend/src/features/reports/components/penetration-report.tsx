import { useQuery } from "@tanstack/react-query";
import { Bar, BarChart, Tooltip, XAxis, YAxis } from "recharts";
import { ChartCard } from "@/components/chart-card";
import { DataGrid } from "@/components/data-grid";
import { SectionCard } from "@/components/section-card";
import { axis, colors, named, still, tip } from "@/lib/chart";
import { count, percent, words } from "@/lib/format";
import { penetrationReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";
import { Scroll } from "@/components/scroll";

const parts = [
  { key: "neverTried", label: "Never tried", color: colors.slate },
  { key: "tried", label: "Tried", color: colors.primary },
  { key: "reached", label: "Reached, to be called again", color: colors.violet },
  { key: "done", label: "Done", color: colors.success },
  { key: "removed", label: "Removed", color: "var(--border-strong)" },
] as const;

export function PenetrationReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(penetrationReport(query))}>
      {(rows) => {
        const reasons = [...new Set(rows.flatMap((row) => Object.keys(row.removedBy)))].sort();
        const attempts = [...new Set(rows.flatMap((row) => Object.keys(row.byAttempts)))].sort((a, b) => Number(a) - Number(b));
        return (
          <>
            <ChartCard
              title="How far through the list"
              legend={parts}
              height={Math.max(120, rows.length * 40 + 30)}
              table={{
                columns: ["Campaign", "Contacts", ...parts.map((part) => part.label), "Worked through"],
                rows: rows.map((row) => [
                  row.name,
                  count(row.total),
                  ...parts.map(({ key }) => count(row[key])),
                  percent((row.done + row.removed) / Math.max(1, row.total), 1),
                ]),
              }}
            >
              <BarChart layout="vertical" data={[...rows]} accessibilityLayer={false} margin={{ top: 0, right: 16, bottom: 0, left: 0 }}>
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
                {parts.map(({ key, label, color }) => (
                  <Bar key={key} dataKey={key} name={label} stackId="list" fill={color} barSize={18} {...still} />
                ))}
              </BarChart>
            </ChartCard>
            <SectionCard title="By calls made" hint="contacts called so many times" flush>
              <Scroll label="By calls made">
                <DataGrid
                  columns={["Campaign", ...attempts]}
                  rows={rows.map((row) => [row.name, ...attempts.map((each) => count(row.byAttempts[each] ?? 0))])}
                />
              </Scroll>
            </SectionCard>
            {reasons.length > 0 && (
              <SectionCard title="Removed, by reason" flush>
                <Scroll label="Removed, by reason">
                  <DataGrid
                    columns={["Campaign", ...reasons.map(words)]}
                    rows={rows.map((row) => [row.name, ...reasons.map((reason) => count(row.removedBy[reason] ?? 0))])}
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
