import type { WhatIfAnswer } from "@/api/types";
import { cn } from "@/lib/cn";
import { clock, count, percent, plural } from "@/lib/format";

/** Three columns side by side: what happened, the simulation as it is, the simulation as asked. */
export function WhatIfResult({ answer, cap }: { answer: WhatIfAnswer; cap: number }) {
  const columns = [answer.actual, answer.asIs, answer.proposed];
  const rows: { label: string; values: string[]; bad?: boolean[] }[] = [
    { label: "Agents busy", values: columns.map((column) => percent(column.utilisation, 1)) },
    { label: "Calls", values: columns.map((column) => count(column.dials)) },
    { label: "Answered by a person", values: columns.map((column) => count(column.answered)) },
    { label: "Talked to an agent", values: columns.map((column) => count(column.connected)) },
    { label: "Abandoned", values: columns.map((column) => count(column.abandoned)) },
    {
      label: "Abandon rate",
      values: columns.map((column) => percent(column.abandonRate, 2)),
      bad: columns.map((column) => column.abandonRate > cap),
    },
    {
      label: "Abandon rate, worst run",
      values: columns.map((column, i) => (i === 0 ? "–" : percent(column.worstAbandonRate, 2))),
      bad: columns.map((column, i) => i > 0 && column.worstAbandonRate > cap),
    },
  ];
  const gain = answer.asIs.connected === 0 ? null : answer.proposed.connected / answer.asIs.connected - 1;
  return (
    <section aria-label="Result" className="flex flex-col gap-3">
      <p className="text-table">
        {gain === null
          ? "The simulation of today's pace talks to nobody, so there is no comparison."
          : Math.abs(gain) < 0.01
            ? "About as many conversations as with today's pace."
            : `${percent(Math.abs(gain), 0)} ${gain > 0 ? "more" : "fewer"} conversations than with today's pace.`}
        {answer.proposed.worstAbandonRate > cap && <strong className="text-danger-ink"> It would have broken the abandon cap.</strong>}
      </p>
      <table className="w-full text-table">
        <thead>
          <tr className="border-b text-left text-xs text-muted-foreground">
            <th className="py-2 font-medium">
              {clock(new Date(answer.from))}–{clock(new Date(answer.to))}
            </th>
            <th className="py-2 text-right font-medium">Really</th>
            <th className="py-2 text-right font-medium">Simulated, as now</th>
            <th className="py-2 text-right font-medium">Simulated, as asked</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label} className="border-b last:border-0">
              <th scope="row" className="py-2 text-left font-normal">
                {row.label}
              </th>
              {row.values.map((value, i) => (
                <td key={i} className={cn("num py-2 text-right", i === 2 && "font-semibold", row.bad?.[i] && "text-danger-ink")}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-xs text-muted-foreground">
        From {plural(answer.calls, "call")} and {plural(answer.agents, "agent")} ({answer.signedInHours.toFixed(1)} h signed in); mean of{" "}
        {answer.runs} runs. The carrier&apos;s dial rate and a list that runs out are not simulated. Where the first two columns differ a
        lot, trust the third less.
      </p>
    </section>
  );
}
