import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { PackageCheck } from "lucide-react";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { useChannel } from "@/api/realtime";
import type { Order } from "@/api/types";
import { GoalBar } from "@/components/goal-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { ListTabs } from "@/components/list/list-tabs";
import { useListState } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { count, date, words } from "@/lib/format";
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
  const state = useListState();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const query = useInfiniteQuery(orderPages({ status: state.value("status") }));
  useChannel("orders", () => void client.invalidateQueries({ queryKey: ["orders"] }));
  const onOpen = useCallback((row: Order) => navigate(`/orders/${row.id}`), [navigate]);
  return (
    <ListPage
      list={{ name: "Orders", state, query, columns, rowId, onOpen }}
      context="What clients ordered. Campaigns are linked by hand; only their approved leads are delivered."
    >
      <ListTabs name="status" label="Status" options={tabs.map((tab) => ({ value: tab, label: tab ? words(tab) : "All" }))} />
      <ListContent
        empty={{
          icon: PackageCheck,
          title: "No orders here",
          says: "Clients place orders in their portal. A submitted order appears here by itself.",
        }}
      />
    </ListPage>
  );
}
