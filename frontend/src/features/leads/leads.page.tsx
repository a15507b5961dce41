import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ClipboardCheck } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useChannel } from "@/api/realtime";
import type { LeadRow } from "@/api/types";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListPage } from "@/components/list/list-page";
import { ListTabs } from "@/components/list/list-tabs";
import { useListState } from "@/components/list/use-list-state";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { useCommands, type Command } from "@/lib/commands";
import { count, plural, words } from "@/lib/format";
import { LeadList } from "./components/lead-list";
import { LeadReview } from "./components/lead-review";
import { leadPages, summary } from "./queries";

/** Who waits longest is next; of what was decided the newest is looked for. */
const waitingStates = new Set(["new", "under_review"]);
const rowId = (row: LeadRow) => row.id;
/** The list beside the lead is no table. */
const none: ColumnDef<LeadRow, unknown>[] = [];
const tabs = ["new", "under_review", "approved", "published", "rejected"];

export default function LeadsPage() {
  const state = useListState();
  const { value, set } = state;
  const client = useQueryClient();
  const status = value("status") || "new";
  const query = useInfiniteQuery(leadPages({ status, q: state.q, sort: waitingStates.has(status) ? "createdAt" : "" }));
  const counts = useQuery(summary());
  useChannel<{ id: string }>("leads", (_, changed) => {
    void client.invalidateQueries({ queryKey: ["leads", "pages"] });
    void client.invalidateQueries({ queryKey: ["leads", "summary"] });
    void client.invalidateQueries({ queryKey: ["leads", changed.id] });
  });

  const rows = useMemo(() => query.data?.rows ?? [], [query.data]);
  const openId = value("lead");
  const choose = useCallback((id: string) => set({ lead: id }), [set]);
  const step = useCallback(
    (by: number) => {
      const at = rows.findIndex((row) => row.id === openId);
      const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
      if (next) choose(next.id);
    },
    [rows, openId, choose],
  );
  /** After a decision: the one behind it, else the one before, else nothing left. */
  const onDecided = useCallback(() => {
    const at = rows.findIndex((row) => row.id === openId);
    const next = rows[at + 1] ?? (at > 0 ? rows[at - 1] : rows.find((row) => row.id !== openId));
    choose(next?.id ?? "");
  }, [rows, openId, choose]);
  const commands = useMemo<Command[]>(
    () => [
      { id: "leads:next", title: "Next lead", group: "Review", keys: "j", hidden: true, run: () => step(1) },
      { id: "leads:previous", title: "Previous lead", group: "Review", keys: "k", hidden: true, run: () => step(-1) },
      { id: "leads:next2", title: "Next lead", group: "Review", keys: "arrowdown", hidden: true, run: () => step(1) },
      { id: "leads:previous2", title: "Previous lead", group: "Review", keys: "arrowup", hidden: true, run: () => step(-1) },
    ],
    [step],
  );
  useCommands(commands);
  const waiting = (counts.data?.new ?? 0) + (counts.data?.under_review ?? 0);

  return (
    <ListPage
      list={{ name: "Lead review", state, query, columns: none, rowId }}
      context={counts.data && `${plural(waiting, "lead")} to review, ${count(counts.data.approved ?? 0)} approved`}
    >
      <ListTabs
        name="status"
        label="State"
        first="new"
        also={{ lead: "" }}
        options={tabs.map((tab) => ({
          value: tab,
          label: (
            <>
              {words(tab)}
              {/* There from the start: a badge that comes later would push the tabs behind it. */}
              <Badge className="num min-w-8 justify-center">{counts.data ? count(counts.data[tab] ?? 0) : "\u00a0"}</Badge>
            </>
          ),
        }))}
      />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="grid min-h-0 flex-1 gap-3 lg:grid-cols-[272px_minmax(0,1fr)]">
          <div className={cn("min-h-0 flex-col", openId ? "hidden lg:flex" : "flex")}>
            <AdvancedFilterBar placeholder="Contact or company" />
            <LeadList openId={openId} onOpen={choose} />
          </div>
          <div className={cn("min-h-0", !openId && "hidden lg:block")}>
            {openId ? (
              <LeadReview key={openId} id={openId} onDecided={onDecided} onClose={() => choose("")} />
            ) : (
              <div className="h-full rounded-lg border bg-surface">
                <EmptyState icon={ClipboardCheck} title={rows.length > 0 ? "Choose a lead" : `No ${words(status).toLowerCase()} leads`}>
                  {rows.length > 0
                    ? "Press J to open the first one. Approve with A, reject with R; the next one opens by itself."
                    : "A lead is made when an agent marks a call as qualified."}
                </EmptyState>
              </div>
            )}
          </div>
        </div>
      )}
    </ListPage>
  );
}
