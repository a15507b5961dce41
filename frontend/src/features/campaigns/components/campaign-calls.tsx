import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { PhoneCall } from "lucide-react";
import { Link } from "wouter";
import type { CallRow } from "@/api/types";
import { ListContent } from "@/components/list/list-content";
import { ListProvider } from "@/components/list/list-page";
import { useListState } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { count, dateTime, duration, none, phone } from "@/lib/format";
import { callPages } from "../queries";

const columns: ColumnDef<CallRow, unknown>[] = [
  { id: "at", header: "When", size: 190, meta: { firm: true }, cell: ({ row }) => dateTime(row.original.createdAt) },
  {
    id: "contact",
    header: "Contact",
    size: 190,
    cell: ({ row }) => (
      <Link href={`/contacts/${row.original.contactId}`} className="font-medium hover:underline">
        {row.original.contactName}
      </Link>
    ),
  },
  { id: "phone", header: "Phone", size: 150, cell: ({ row }) => <span className="num">{phone(row.original.phone)}</span> },
  { id: "agent", header: "Agent", size: 160, cell: ({ row }) => row.original.agentName ?? none },
  { id: "outcome", header: "Outcome", size: 130, cell: ({ row }) => <StatusBadge status={row.original.outcome ?? row.original.status} /> },
  {
    id: "disposition",
    header: "Disposition",
    size: 150,
    cell: ({ row }) => (row.original.disposition ? <StatusBadge status={row.original.disposition} /> : none),
  },
  { id: "attempt", header: "Attempt", size: 90, meta: { align: "right" }, cell: ({ row }) => count(row.original.attemptNo) },
  {
    id: "talk",
    header: "Talk",
    size: 90,
    meta: { align: "right" },
    cell: ({ row }) => (row.original.talkSeconds ? duration(row.original.talkSeconds * 1000) : none),
  },
];
const rowId = (row: CallRow) => row.id;

export function CampaignCalls({ id }: { id: string }) {
  const state = useListState();
  const query = useInfiniteQuery(callPages({ campaignId: id }));
  return (
    <ListProvider list={{ name: "Calls", state, query, columns, rowId }}>
      <ListContent
        className="h-[520px] flex-none"
        empty={{ icon: PhoneCall, title: "No calls yet", says: "Each attempt is listed here as soon as it is dialled." }}
      />
    </ListProvider>
  );
}
