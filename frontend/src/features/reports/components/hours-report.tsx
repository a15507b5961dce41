import { useQuery } from "@tanstack/react-query";
import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import type { HourReportRow } from "@/api/types";
import { ChartCard } from "@/components/chart-card";
import { SectionCard } from "@/components/section-card";
import { axis, colors, grid, still, tip } from "@/lib/chart";
import { count, percent, words } from "@/lib/format";
import { hoursReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";
import { Scroll } from "@/components/scroll";

const order = [
  "connected",
  "abandoned",
  "hung_up",
  "voicemail",
  "message_delivered",
  "no_answer",
  "busy",
  "fax",
  "invalid_number",
  "failed",
  "cancelled",
];
const hour = (value: number) => `${String(value).padStart(2, "0")}:00`;

export function HoursReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(hoursReport(query))}>
      {(rows) => (
        <>
          <ChartCard
            title="Dials and answer rate by hour"
            legend={[
              { label: "Dials", color: colors.slate },
              { label: "Answer rate (right scale)", color: colors.primary },
            ]}
            table={{
              columns: ["Hour", "Dials", "Answered", "Answer rate"],
              rows: rows.map((row) => [hour(row.hour), count(row.dials), count(row.answered), percent(row.answerRate, 1)]),
            }}
          >
            <ComposedChart
              data={rows.map((row) => ({ ...row, at: hour(row.hour) }))}
              accessibilityLayer={false}
              margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
            >
              <CartesianGrid {...grid} />
              <XAxis dataKey="at" {...axis} />
              <YAxis yAxisId="calls" {...axis} allowDecimals={false} width={44} />
              <YAxis
                yAxisId="rate"
                orientation="right"
                {...axis}
                width={44}
                domain={[0, "auto"]}
                tickFormatter={(value: number) => percent(value)}
              />
              <Tooltip
                {...tip}
                formatter={(value, name) => [name === "Answer rate" ? percent(Number(value), 1) : count(Number(value)), name]}
              />
              <Bar yAxisId="calls" dataKey="dials" name="Dials" fill={colors.slate} radius={[3, 3, 0, 0]} maxBarSize={36} {...still} />
              <Line
                yAxisId="rate"
                dataKey="answerRate"
                name="Answer rate"
                stroke={colors.primary}
                strokeWidth={2}
                dot={{ r: 2 }}
                {...still}
              />
            </ComposedChart>
          </ChartCard>
          <SectionCard title="Outcomes by hour" hint="the darker, the larger the outcome's share of the hour" flush>
            <Scroll label="Outcomes by hour">
              <HeatTable rows={rows} />
            </Scroll>
          </SectionCard>
        </>
      )}
    </ReportBody>
  );
}

function HeatTable({ rows }: { rows: readonly HourReportRow[] }) {
  const outcomes = order.filter((outcome) => rows.some((row) => (row.outcomes[outcome] ?? 0) > 0));
  return (
    <table className="w-full text-table">
      <thead className="text-xs text-muted-foreground">
        <tr className="border-b [&>th]:h-9 [&>th]:px-3 [&>th]:font-medium [&>th:first-child]:pl-4 [&>th:first-child]:text-left">
          <th scope="col">Hour</th>
          {outcomes.map((outcome) => (
            <th key={outcome} scope="col" className="text-right whitespace-nowrap">
              {words(outcome)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => {
          const total = Math.max(
            1,
            Object.values(row.outcomes).reduce((sum, value) => sum + value, 0),
          );
          return (
            <tr key={row.hour} className="h-9">
              <th scope="row" className="num pr-3 pl-4 text-left font-medium">
                {hour(row.hour)}
              </th>
              {outcomes.map((outcome) => {
                const value = row.outcomes[outcome] ?? 0;
                const share = value / total;
                return (
                  <td
                    key={outcome}
                    className="num px-3 text-right"
                    title={percent(share, 1)}
                    style={{ background: `color-mix(in srgb, var(--primary) ${Math.round(share * 34)}%, transparent)` }}
                  >
                    {count(value)}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
