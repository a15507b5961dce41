import { useQuery } from "@tanstack/react-query";
import { AlertTriangle, Check, Download } from "lucide-react";
import { useState } from "react";
import { apiUrl } from "@/api/http";
import type { Campaign } from "@/api/types";
import { DataGrid } from "@/components/data-grid";
import { Scroll } from "@/components/scroll";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { count, dateTime, percent, plural } from "@/lib/format";
import { evidence } from "../queries";
import { AppliedLaws } from "./applied-laws";
import { sectionId } from "./sections";

const windows: Record<string, string> = { day: "Day", rolling_24_hours: "24 hours", rolling_30_days: "30 days", calendar_month: "Month" };

/** Abandoned calls, window by window, and the call records to take along. */
export function EvidenceCard({ campaign }: { campaign: Campaign }) {
  const [range, setRange] = useState({ from: "", to: "" });
  const query = useQuery({ ...evidence(campaign.id, range), placeholderData: (before) => before });
  const data = query.data;
  return (
    <SectionCard
      id={sectionId("Evidence")}
      title="Evidence"
      hint={data && `${data.from} to ${data.to}, ${data.timeZone}`}
      className="xl:col-span-2"
      flush
    >
      <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
        <Label htmlFor="evidence-from" className="sr-only">
          From
        </Label>
        <Input
          id="evidence-from"
          type="date"
          className="num h-8 w-36"
          value={range.from || (data?.from ?? "")}
          onChange={(event) => setRange({ ...range, from: event.target.value })}
        />
        <Label htmlFor="evidence-to" className="sr-only">
          To
        </Label>
        <Input
          id="evidence-to"
          type="date"
          className="num h-8 w-36"
          value={range.to || (data?.to ?? "")}
          onChange={(event) => setRange({ ...range, to: event.target.value })}
        />
        <Button asChild size="sm" variant="outline">
          <a href={apiUrl("/campaigns/{id}/compliance/evidence.csv", { path: { id: campaign.id }, query: range })} download>
            <Download />
            Export calls
          </a>
        </Button>
      </div>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <Skeleton className="m-4 h-32" />
      ) : (
        <>
          <p className="border-b px-4 py-2.5 text-table">
            <span className="num">{count(data.answered)}</span> answered by a person, <span className="num">{count(data.abandoned)}</span>{" "}
            without an agent in time, of which <span className="num">{count(data.messagesPlayed)}</span> heard the message.{" "}
            {data.optedOut > 0 && `${count(data.optedOut)} opted out by a key. `}
            {data.windows.length > 0 &&
              (data.over === 0
                ? "Every window is within its cap."
                : `${plural(data.over, "window")} ${data.over === 1 ? "is" : "are"} over the cap.`)}
          </p>
          <AppliedLaws laws={data.laws} zone={data.timeZone} />
          {data.windows.length === 0 ? (
            <p className="px-4 py-6 text-center text-table text-muted-foreground">Nobody answered in these days.</p>
          ) : (
            <Scroll label="Windows" className="max-h-96 overflow-y-auto">
              <DataGrid
                columns={["Window", "From", "To", "Answered", "Abandoned", "Taken for machines", "Share", "Cap", "Against cap"]}
                rows={[...data.windows].reverse().map((row) => [
                  windows[row.window] ?? row.window,
                  dateTime(row.from, data.timeZone),
                  dateTime(row.to, data.timeZone),
                  count(row.answered),
                  count(row.abandoned),
                  row.mistaken > 0 ? row.mistaken.toFixed(1) : "–",
                  percent(row.share, 2),
                  percent(row.cap, 1),
                  <Badge key="kept" tone={row.kept ? "green" : "red"}>
                    {row.kept ? <Check aria-hidden /> : <AlertTriangle aria-hidden />}
                    {row.kept ? "Within" : "Over"}
                  </Badge>,
                ])}
              />
            </Scroll>
          )}
        </>
      )}
    </SectionCard>
  );
}
