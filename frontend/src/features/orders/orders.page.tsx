import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { PackageCheck } from "lucide-react";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { useChannel } from "@/api/realtime";
import type { Order } from "@/api/types";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { GoalBar } from "@/components/goal-bar";
import { FilterTabs } from "@/components/filter-tabs";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { count, date, words } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { orderPages } from "./queries";

const columns: ColumnDef<Order, unknown>[] = [
  { id: "number", header: "Number", size: 130, cell: ({ row }) => <span className="num">{row.original.number}</span> },
  { id: "title", header: "Title", size: 260, cell: ({ row }) => <span className="font-medium">{row.original.title}</span> },
  { id: "client", header: "Client", size: 180, cell: ({ row }) => row.original.clientName },
  { id: "status", header: "Status", size: 120, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
  {
    id: "goal",
    header: "Delivered of goal",
    size: 190,
    cell: ({ row }) => <GoalBar compact delivered={row.original.delivered} goal={row.original.leadGoal} />,
  },
  {
    id: "campaigns",
    header: "Campaigns",
    size: 130,
    meta: { align: "right" },
    cell: ({ row }) =>
      row.original.campaigns?.length ? (
        count(row.original.campaigns.length)
      ) : row.original.status === "submitted" ? (
        <Badge tone="amber">None linked</Badge>
      ) : (
        "0"
      ),
  },
  { id: "due", header: "Due", size: 130, cell: ({ row }) => date(row.original.dueOn) },
];
const tabs = ["", "submitted", "in_progress", "completed", "cancelled"];
const rowId = (row: Order) => row.id;

export default function OrdersPage() {
  const { get, set } = useUrlState();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const query = useInfiniteQuery(orderPages({ status: get("status") }));
  useChannel("orders", () => void client.invalidateQueries({ queryKey: ["orders"] }));
  const open = useCallback((row: Order) => navigate(`/orders/${row.id}`), [navigate]);
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  return (
    <PageFrame
      fill
      title="Orders"
      badge={<CountBadge total={query.data?.total} />}
      context="What clients ordered. Campaigns are linked by hand; only their approved leads are delivered."
    >
      <FilterTabs
        label="Status"
        value={get("status")}
        options={tabs.map((tab) => ({ value: tab, label: tab ? words(tab) : "All" }))}
        onChange={(status) => set({ status })}
      />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Orders"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          onOpen={open}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={
            <EmptyState icon={PackageCheck} title="No orders here">
              Clients place orders in their portal. A submitted order appears here by itself.
            </EmptyState>
          }
        />
      )}
    </PageFrame>
  );
}
