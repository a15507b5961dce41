import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import type { Campaign } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/states";
import { date, dateTime, weekHours } from "@/lib/format";
import { law, queue } from "../queries";
import { sectionId } from "./sections";

const rules: Record<string, string> = {
  connect: "Somebody speaks within",
  clock: "Counted",
  abandon: "Abandoned at most",
  ring: "Rings at least",
  message: "Message says",
  lock_out: "Abandoned number rests",
  machine_rest: "Number of a machine rests",
  attempts: "Calls to a person",
  hours: "Calling hours",
  holidays: "No calls on",
  retention: "Records kept",
};

/** What holds for the campaign's calls, rule by rule, and who says so. */
export function LawCard({ campaign }: { campaign: Campaign }) {
  const query = useQuery(law(campaign.id, campaign.version));
  const next = useQuery({ ...queue(campaign.id), enabled: campaign.status !== "draft" }).data?.nextOpen;
  const data = query.data;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <SectionCard
      id={sectionId("What holds")}
      title="What holds"
      hint={data ? (data.lines.length === 0 ? "no profile chosen" : "the strictest of all") : undefined}
      flush
    >
      {!data ? (
        <Skeleton className="m-4 h-40" />
      ) : (
        <div className="flex flex-col">
          {data.lines.length > 0 && (
            <ul className="divide-y border-b">
              {data.lines.map((line) => (
                <li
                  key={`${line.rule} ${line.by} ${line.value}`}
                  className="grid gap-x-4 gap-y-0.5 px-4 py-2 text-table sm:grid-cols-[11rem_minmax(0,1fr)]"
                >
                  <span className="text-muted-foreground">{rules[line.rule] ?? line.rule}</span>
                  <span>
                    {line.value}
                    <span className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
                      {line.source === "" ? line.byName : `${line.byName}: ${line.source}`}
                      {line.verify && (
                        <Badge tone="amber">
                          <TriangleAlert aria-hidden />
                          To be verified
                        </Badge>
                      )}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )}
          <dl className="grid gap-3 p-4 text-table sm:grid-cols-2">
            <div>
              <dt className="text-xs text-muted-foreground">Open on the clock of the person called</dt>
              <dd>{data.week.length === 0 ? "Never" : weekHours(data.week.map((line) => ({ ...line, days: [line.day] })))}</dd>
            </div>
            <div>
              <dt className="text-xs text-muted-foreground">Opens next</dt>
              <dd>
                {campaign.status === "draft"
                  ? "Known once the campaign has started"
                  : next
                    ? dateTime(next, campaign.window.timeZone)
                    : "Open now"}
              </dd>
            </div>
            <div>
              <dt className="text-xs text-muted-foreground">Next days without calls</dt>
              <dd>
                {data.closed.length === 0
                  ? "None"
                  : data.closed
                      .slice(0, 4)
                      .map((day) => `${date(day.date)} ${day.name}`)
                      .join(", ")}
              </dd>
            </div>
            <div>
              <dt className="text-xs text-muted-foreground">Nobody free in time</dt>
              <dd>{data.message ?? "The line is cut"}</dd>
            </div>
          </dl>
        </div>
      )}
    </SectionCard>
  );
}
