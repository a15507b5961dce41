import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ListOrdered } from "lucide-react";
import type { QueueEntry, QueueSnapshot } from "@/api/types";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListProvider } from "@/components/list/list-page";
import { useListState, type ListFilter } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { count, dateTime, none, phone, words } from "@/lib/format";
import { Button } from "@/components/ui/button";
import { WhyPanel } from "@/components/why-panel";
import { useUrlState } from "@/lib/url-state";
import { reason } from "@/lib/reasons";
import { entryPages } from "../queries";

const columns: ColumnDef<QueueEntry, unknown>[] = [
  { id: "name", header: "Name", size: 200, cell: ({ row }) => <span className="font-medium">{row.original.fullName}</span> },
  {
    id: "why",
    header: "Explain",
    size: 90,
    cell: ({ row }) => <WhyButton contactId={row.original.contactId} name={row.original.fullName} />,
  },
  { id: "account", header: "Company", size: 180, cell: ({ row }) => row.original.accountName ?? none },
  { id: "phone", header: "Phone", size: 150, cell: ({ row }) => <span className="num">{phone(row.original.phone)}</span> },
  { id: "status", header: "Status", size: 120, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
  { id: "reason", header: "Why", size: 190, cell: ({ row }) => (row.original.reason ? reason(row.original.reason) : none) },
  { id: "attempts", header: "Attempts", size: 90, meta: { align: "right" }, cell: ({ row }) => count(row.original.attempts) },
  { id: "last", header: "Last outcome", size: 130, cell: ({ row }) => words(row.original.lastOutcome) },
  {
    id: "next",
    header: "Next attempt",
    size: 180,
    meta: { firm: true },
    cell: ({ row }) => (row.original.status === "queued" ? dateTime(row.original.nextAttemptAt) : none),
  },
];
const rowId = (row: QueueEntry) => row.contactId;
const filters: readonly ListFilter[] = [
  {
    key: "status",
    label: "Status",
    options: ["queued", "claimed", "in_progress", "done", "removed"].map((value) => ({ value, label: words(value) })),
  },
];

function WhyButton({ contactId, name }: { contactId: string; name: string }) {
  const { set } = useUrlState();
  return (
    <Button size="sm" variant="ghost" aria-label={`Why ${name}?`} onClick={() => set({ why: contactId })}>
      Why?
    </Button>
  );
}

export function CampaignQueue({ id, snapshot }: { id: string; snapshot: QueueSnapshot | undefined }) {
  const state = useListState(filters);
  const { value, set } = state;
  const query = useInfiniteQuery(entryPages(id, { status: value("status") }));
  const waiting = Object.entries(snapshot?.waiting ?? {}).filter(([, value]) => value > 0);
  return (
    <ListProvider list={{ name: "Queue", state, query, columns, rowId }}>
      <AdvancedFilterBar />
      {waiting.length > 0 && (
        <p className="pb-3 text-xs text-muted-foreground">
          {waiting.map(([code, entries], index) => (
            <span key={code}>
              {index > 0 && " · "}
              <span className="num text-foreground">{count(entries)}</span> {reason(code)}
            </span>
          ))}
        </p>
      )}
      <ListContent
        className="h-[480px] flex-none"
        empty={{
          icon: ListOrdered,
          title: "The queue is empty",
          says: "It is filled from the list when the campaign starts.",
          noMatch: { title: "Nobody is in this state", says: "Remove the condition to see the whole queue." },
        }}
      />
      <WhyPanel campaignId={id} contactId={value("why")} onClose={() => set({ why: "" })} />
    </ListProvider>
  );
}
