import { useQuery } from "@tanstack/react-query";
import { AlertTriangle, Check } from "lucide-react";
import { Bar, CartesianGrid, ComposedChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { ChartCard } from "@/components/chart-card";
import { DataGrid } from "@/components/data-grid";
import { SectionCard } from "@/components/section-card";
import { Badge } from "@/components/ui/badge";
import { axis, colors, grid, still, tip } from "@/lib/chart";
import { clock, count, date, none, percent } from "@/lib/format";
import { abandonReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";
import { Scroll } from "@/components/scroll";

export function AbandonReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(abandonReport(query))}>
      {(rows) => {
        const days = [...new Set(rows.map((row) => row.day))].sort().map((day) => {
          const own = rows.filter((row) => row.day === day);
          return { day, worst: Math.max(...own.map((row) => row.share)) };
        });
        const cap = Math.min(...rows.map((row) => row.cap));
        return (
          <>
            <ChartCard
              title="Abandoned share by day"
              hint={`the worst campaign of each day; at most ${percent(Math.max(...days.map((day) => day.worst)), 2)}`}
              legend={[
                { label: "Abandoned ÷ answered", color: colors.warning },
                { label: `Cap ${percent(cap, 1)}`, color: colors.danger },
              ]}
              table={{ columns: ["Day", "Worst share"], rows: days.map((day) => [date(day.day), percent(day.worst, 2)]) }}
            >
              <ComposedChart data={days} accessibilityLayer={false} margin={{ top: 6, right: 8, bottom: 0, left: 0 }}>
                <CartesianGrid {...grid} />
                <XAxis dataKey="day" {...axis} tickFormatter={date} />
                <YAxis
                  {...axis}
                  width={52}
                  domain={[0, (most: number) => Math.max(most, cap * 1.5)]}
                  tickFormatter={(value: number) => percent(value, 1)}
                />
                <Tooltip
                  {...tip}
                  labelFormatter={(day) => date(String(day))}
                  formatter={(value) => [percent(Number(value), 2), "Worst share"]}
                />
                <Bar dataKey="worst" fill={colors.warning} maxBarSize={48} radius={[3, 3, 0, 0]} {...still} />
                <ReferenceLine y={cap} stroke={colors.danger} strokeDasharray="4 4" />
              </ComposedChart>
            </ChartCard>
            <SectionCard title="Evidence" flush>
              <Scroll label="Evidence">
                <DataGrid
                  columns={["Campaign", "Day", "Answered", "Abandoned", "Share", "Cap now", "Against cap", "Worst hour", "In it"]}
                  rows={rows.map((row) => [
                    row.name,
                    date(row.day),
                    count(row.answered),
                    count(row.abandoned),
                    percent(row.share, 2),
                    percent(row.cap, 1),
                    <Badge key="cap" tone={row.overCap ? "red" : "green"}>
                      {row.overCap ? <AlertTriangle aria-hidden /> : <Check aria-hidden />}
                      {row.overCap ? "Over" : "Within"}
                    </Badge>,
                    row.worstHour ? clock(Date.parse(row.worstHour), row.timeZone) : none,
                    row.worstHour ? `${count(row.worstAbandoned)} of ${count(row.worstAnswered)}` : none,
                  ])}
                />
              </Scroll>
            </SectionCard>
          </>
        );
      }}
    </ReportBody>
  );
}
