import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ListOrdered } from "lucide-react";
import { useCallback } from "react";
import type { QueueEntry, QueueSnapshot } from "@/api/types";
import { DataTable } from "@/components/data-table/data-table";
import { SelectInput } from "@/components/form/select-field";
import { EmptyState, ErrorState } from "@/components/states";
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
    cell: ({ row }) => (row.original.status === "queued" ? dateTime(row.original.nextAttemptAt) : none),
  },
];
const rowId = (row: QueueEntry) => row.contactId;
const any = "any";

function WhyButton({ contactId, name }: { contactId: string; name: string }) {
  const { set } = useUrlState();
  return (
    <Button size="sm" variant="ghost" aria-label={`Why ${name}?`} onClick={() => set({ why: contactId })}>
      Why?
    </Button>
  );
}

export function CampaignQueue({ id, snapshot }: { id: string; snapshot: QueueSnapshot | undefined }) {
  const { get, set } = useUrlState();
  const query = useInfiniteQuery(entryPages(id, { status: get("status") }));
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  const waiting = Object.entries(snapshot?.waiting ?? {}).filter(([, value]) => value > 0);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SelectInput
          aria-label="Status"
          className="w-44"
          value={get("status") || any}
          onValueChange={(value) => set({ status: value === any ? "" : value })}
          options={[
            { value: any, label: "Any status" },
            ...["queued", "claimed", "in_progress", "done", "removed"].map((value) => ({ value, label: words(value) })),
          ]}
        />
        <p className="text-xs text-muted-foreground">
          {waiting.map(([code, value], index) => (
            <span key={code}>
              {index > 0 && " · "}
              <span className="num text-foreground">{count(value)}</span> {reason(code)}
            </span>
          ))}
        </p>
      </div>
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Queue"
          className="h-[480px] flex-none"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={
            <EmptyState icon={ListOrdered} title="The queue is empty">
              It is filled from the list when the campaign starts.
            </EmptyState>
          }
        />
      )}
      <WhyPanel campaignId={id} contactId={get("why")} onClose={() => set({ why: "" })} />
    </div>
  );
}
