import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { DataGrid } from "@/components/data-grid";
import { SectionCard } from "@/components/section-card";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { count, dateTime, none, percent, words } from "@/lib/format";
import { callbackPages, callbacksReport, type ReportQuery } from "../queries";
import { ReportBody } from "./report-body";
import { Scroll } from "@/components/scroll";

const tones: Record<string, Tone> = { kept: "green", late: "amber", missed: "red", open: "blue" };

export function CallbacksReport({ query }: { query: ReportQuery }) {
  return (
    <ReportBody result={useQuery(callbacksReport(query))}>
      {(rows, timeZone) => (
        <>
          <SectionCard title="Promises" flush>
            <Scroll label="Promises">
              <DataGrid
                columns={["Campaign", "Due", "Kept", "Late", "Missed", "Open", "Kept of those over"]}
                rows={rows.map((row) => [
                  row.name,
                  count(row.due),
                  count(row.kept),
                  count(row.late),
                  count(row.missed),
                  count(row.open),
                  percent(row.kept / (row.due - row.open), 1),
                ])}
              />
            </Scroll>
          </SectionCard>
          <CallbackList query={query} timeZone={timeZone} />
        </>
      )}
    </ReportBody>
  );
}

function CallbackList({ query, timeZone }: { query: ReportQuery; timeZone: string }) {
  const list = useInfiniteQuery(callbackPages(query));
  return (
    <SectionCard title="One by one" hint={list.data?.total ? count(list.data.total.count) : undefined} flush>
      <Scroll label="Callbacks one by one">
        <DataGrid
          columns={["Due", "Contact", "Campaign", "Agent", "Called", "State"]}
          text={["Contact", "Campaign", "Agent", "State"]}
          rows={(list.data?.rows ?? []).map((line) => [
            dateTime(line.dueAt, timeZone),
            line.contactName,
            line.campaignName,
            line.agentName ?? none,
            dateTime(line.calledAt, timeZone),
            <Badge key="state" tone={tones[line.state]}>
              {words(line.state)}
            </Badge>,
          ])}
        />
      </Scroll>
      {list.hasNextPage && (
        <div className="border-t p-3">
          <Button variant="outline" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </SectionCard>
  );
}
