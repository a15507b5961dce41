import { useQuery } from "@tanstack/react-query";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import type { AmdReportRow } from "@/api/types";
import { ChartCard } from "@/components/chart-card";
import { axis, colors, grid, still, tip } from "@/lib/chart";
import { count, percent, words } from "@/lib/format";
import { amdReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";

const looks: Record<string, string> = {
  connected: colors.success,
  abandoned: colors.danger,
  voicemail: colors.violet,
  fax: colors.slate,
  failed: colors.warning,
};

export function AmdReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(amdReport(query))}>
      {(rows) => {
        const outcomes = [...new Set(rows.flatMap((row) => Object.keys(row.outcomes)))].sort();
        const legend = outcomes.map((outcome) => ({ label: words(outcome), color: looks[outcome] ?? colors.primary }));
        const result = (row: AmdReportRow) => (row.result === "none" ? "Not asked" : words(row.result));
        return (
          <ChartCard
            title="AMD result against outcome"
            hint="calls somebody or something picked up"
            legend={legend}
            height={260}
            table={{
              columns: ["AMD result", "Calls", ...outcomes.map(words), "Agent said machine", "Share"],
              rows: rows.map((row) => [
                result(row),
                count(row.calls),
                ...outcomes.map((outcome) => count(row.outcomes[outcome] ?? 0)),
                count(row.agentSaidMachine),
                percent(row.agentSaidMachine / Math.max(1, row.calls), 1),
              ]),
            }}
          >
            <BarChart
              data={rows.map((row) => ({ ...row, word: result(row) }))}
              accessibilityLayer={false}
              margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
            >
              <CartesianGrid {...grid} />
              <XAxis dataKey="word" {...axis} />
              <YAxis {...axis} allowDecimals={false} width={48} />
              <Tooltip {...tip} />
              {outcomes.map((outcome, index) => (
                <Bar
                  key={outcome}
                  dataKey={(row: AmdReportRow) => row.outcomes[outcome] ?? 0}
                  name={words(outcome)}
                  stackId="amd"
                  fill={legend[index]!.color}
                  maxBarSize={72}
                  {...still}
                />
              ))}
            </BarChart>
          </ChartCard>
        );
      }}
    </ReportBody>
  );
}
