import { ChartColumn, Table2 } from "lucide-react";
import { useState } from "react";
import type { OverviewDay } from "@/api/types";
import { DataGrid } from "@/components/data-grid";
import { Scroll } from "@/components/scroll";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { calendarDay, count, plural } from "@/lib/format";

/** Calls and leads of thirty days. Drawn without the charts' library, which would weigh more than the page. */
export function DayBars({ days }: { days: readonly OverviewDay[] }) {
  const [tabular, setTabular] = useState(false);
  const most = Math.max(1, ...days.map((day) => day.dials));
  const leads = days.reduce((sum, day) => sum + day.leads, 0);
  const dials = days.reduce((sum, day) => sum + day.dials, 0);
  return (
    <SectionCard
      title="Calls and leads"
      hint={`30 days · ${plural(dials, "call")}, ${plural(leads, "lead")}`}
      className="lg:col-span-2"
      actions={
        <Button variant="ghost" size="sm" onClick={() => setTabular(!tabular)}>
          {tabular ? <ChartColumn /> : <Table2 />}
          {tabular ? "Chart" : "Table"}
          <span className="sr-only">of calls and leads</span>
        </Button>
      }
    >
      {dials === 0 ? (
        <p className="text-table text-muted-foreground">No calls in these thirty days. They appear here as soon as a campaign dials.</p>
      ) : tabular ? (
        <Scroll label="Calls and leads, day by day" className="max-h-56 overflow-y-auto">
          <DataGrid
            columns={["Day", "Calls", "Connected", "Leads"]}
            rows={days.toReversed().map((day) => [calendarDay(day.day), count(day.dials), count(day.connected), count(day.leads)])}
          />
        </Scroll>
      ) : (
        <div role="img" aria-label={`${plural(dials, "call")} and ${plural(leads, "lead")} in thirty days; the table has each day.`}>
          <div className="flex h-40 items-end gap-[3px]">
            {days.map((day) => (
              <div
                key={day.day}
                title={`${calendarDay(day.day)}: ${plural(day.dials, "call")}, ${count(day.connected)} connected, ${plural(day.leads, "lead")}`}
                className="group relative flex h-full min-w-0 flex-1 flex-col justify-end"
              >
                {day.leads > 0 && (
                  <span className="num mb-1 text-center text-[10px] leading-3 font-semibold text-success-ink max-md:hidden">
                    {day.leads}
                  </span>
                )}
                <span
                  className="relative block rounded-t-[3px] bg-primary/20 group-hover:bg-primary/35"
                  style={{ height: `${(day.dials / most) * 85}%` }}
                >
                  <span
                    className="absolute inset-x-0 bottom-0 block rounded-t-[3px] bg-primary"
                    style={{ height: day.dials > 0 ? `${(day.connected / day.dials) * 100}%` : 0 }}
                  />
                </span>
              </div>
            ))}
          </div>
          <div className="tabular mt-2 flex justify-between text-xs text-muted-foreground">
            <span>{calendarDay(days[0]!.day)}</span>
            <span className="flex items-center gap-3">
              <Key className="bg-primary/20">Calls</Key>
              <Key className="bg-primary">Connected</Key>
              <span className="max-md:hidden">
                <span className="num font-semibold text-success-ink">3</span> leads
              </span>
            </span>
            <span>Today</span>
          </div>
        </div>
      )}
    </SectionCard>
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-[2px] ${className}`} />
      {children}
    </span>
  );
}
