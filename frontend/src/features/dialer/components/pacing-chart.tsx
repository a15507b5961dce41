import { useQuery } from "@tanstack/react-query";
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { PaceMinute, QueueSnapshot } from "@/api/types";
import { ChartCard } from "@/components/chart-card";
import { ErrorState } from "@/components/states";
import { SectionCard } from "@/components/section-card";
import { Skeleton } from "@/components/ui/skeleton";
import { axis, colors, grid, still, tip } from "@/lib/chart";
import { clock, count, percent } from "@/lib/format";
import { extendPace } from "../pace-points";
import { pace } from "../queries";

/** Dials, answers and the abandon budget of the last hour, minute by minute. */
export function PacingChart({ campaignId, snapshot }: { campaignId: string; snapshot: QueueSnapshot }) {
  const query = useQuery(pace(campaignId));
  if (query.isPending) return <Skeleton className="h-72 rounded-lg" />;
  if (!query.data) {
    return (
      <SectionCard title="Pacing">
        <ErrorState error={query.error} onRetry={() => void query.refetch()} className="py-6" />
      </SectionCard>
    );
  }
  const points = extendPace(query.data, snapshot);
  const quiet = points.every((point) => point.dials === 0 && point.answers === 0);
  return (
    <ChartCard
      title="Pacing"
      hint="last 60 minutes"
      empty={quiet ? "Nothing was dialled in the last hour. The chart begins with the first dial." : undefined}
      legend={[
        { label: "Dials", color: colors.slate },
        { label: "Answers", color: colors.primary },
        { label: "Abandon budget used (right scale, line at 100 %)", color: colors.warning },
      ]}
      table={{
        columns: ["Minute", "Dials", "Answers", "Abandoned", "Budget used"],
        rows: points
          .toReversed()
          .map((point) => [
            clock(Date.parse(point.at)),
            count(point.dials),
            count(point.answers),
            count(point.abandoned),
            percent(point.budgetUsed),
          ]),
      }}
    >
      {PacePlot(points)}
    </ChartCard>
  );
}

/** A function, not a component: the responsive container hands its size to the chart itself. */
export function PacePlot(points: readonly PaceMinute[], size = 11) {
  const worst = Math.max(...points.map((point) => point.budgetUsed), 0);
  const most = worst > 1.2 ? Math.ceil(worst * 2) / 2 : 1.2;
  const tick = { ...axis.tick, fontSize: size };
  return (
    <ComposedChart
      data={[...points]}
      accessibilityLayer={false}
      margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
      barGap={0}
      barCategoryGap="15%"
    >
      <CartesianGrid {...grid} />
      <XAxis
        dataKey="at"
        {...axis}
        tick={tick}
        height={size * 2.6}
        tickMargin={size / 2}
        minTickGap={40}
        tickFormatter={(at: string) => clock(Date.parse(at))}
      />
      <YAxis yAxisId="calls" {...axis} tick={tick} width={size * 3} allowDecimals={false} />
      <YAxis
        yAxisId="budget"
        orientation="right"
        {...axis}
        tick={tick}
        width={size * 4}
        domain={[0, most]}
        tickFormatter={(value: number) => percent(value)}
      />
      <Tooltip
        {...tip}
        labelFormatter={(at) => clock(Date.parse(String(at)))}
        formatter={(value, name) => [name === "Budget used" ? percent(Number(value)) : count(Number(value)), name]}
      />
      <Bar yAxisId="calls" dataKey="dials" name="Dials" fill={colors.slate} radius={[2, 2, 0, 0]} {...still} />
      <Bar yAxisId="calls" dataKey="answers" name="Answers" fill={colors.primary} radius={[2, 2, 0, 0]} {...still} />
      <ReferenceLine yAxisId="budget" y={1} stroke={colors.danger} strokeDasharray="4 4" />
      <Line yAxisId="budget" dataKey="budgetUsed" name="Budget used" stroke={colors.warning} strokeWidth={2} dot={false} {...still} />
    </ComposedChart>
  );
}
