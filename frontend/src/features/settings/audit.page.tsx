import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ScrollText } from "lucide-react";
import { useCallback } from "react";
import type { AuditEntry } from "@/api/types";
import { DataTable } from "@/components/data-table/data-table";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { dateTime, words } from "@/lib/format";
import { auditPages } from "./queries";

const columns: ColumnDef<AuditEntry, unknown>[] = [
  {
    id: "at",
    header: "When",
    size: 190,
    meta: { firm: true },
    cell: ({ row }) => <span className="tabular">{dateTime(row.original.at)}</span>,
  },
  { id: "actor", header: "Who", size: 180, cell: ({ row }) => row.original.actorName ?? "System" },
  { id: "action", header: "What", size: 220, cell: ({ row }) => <span className="font-medium">{words(row.original.action)}</span> },
  { id: "entity", header: "On", size: 130, cell: ({ row }) => words(row.original.entity) },
  {
    id: "entityId",
    header: "Id",
    size: 320,
    cell: ({ row }) => <span className="num text-xs text-muted-foreground">{row.original.entityId}</span>,
  },
];
const rowId = (row: AuditEntry) => row.id;

export default function AuditPage() {
  const query = useInfiniteQuery(auditPages({}));
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  return (
    <PageFrame fill title="Audit log" context="Who did what. Entries are only ever added.">
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Audit log"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={<EmptyState icon={ScrollText} title="Nothing recorded yet" />}
        />
      )}
    </PageFrame>
  );
}
