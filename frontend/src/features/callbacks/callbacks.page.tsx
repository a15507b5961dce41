import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { PhoneForwarded } from "lucide-react";
import { useMemo, useState } from "react";
import { pages } from "@/api/query";
import { useSession } from "@/api/session";
import type { Callback } from "@/api/types";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { clock, dateTime, none, phone, plural } from "@/lib/format";
import { CancelCallback } from "./components/cancel-callback";
import { ReassignDialog } from "./components/reassign-dialog";

/** Nobody calls any more for a campaign that is over: what was promised is kept in another way, or cancelled. */
const over = (row: Callback) => ["completed", "cancelled"].includes(row.campaignStatus);

const facts: ColumnDef<Callback, unknown>[] = [
  {
    id: "due",
    header: "Promised for",
    size: 210,
    meta: { firm: true },
    cell: ({ row }) => <span className="num">{dateTime(row.original.dueAt)}</span>,
  },
  {
    id: "there",
    header: "There",
    size: 140,
    cell: ({ row }) => <span className="num">{clock(Date.parse(row.original.dueAt), row.original.timeZone)}</span>,
  },
  { id: "name", header: "Name", size: 180, cell: ({ row }) => <span className="font-medium">{row.original.fullName}</span> },
  { id: "account", header: "Company", size: 170, cell: ({ row }) => row.original.accountName ?? none },
  { id: "phone", header: "Phone", size: 150, cell: ({ row }) => <span className="num">{phone(row.original.phone)}</span> },
  { id: "campaign", header: "Campaign", size: 170, cell: ({ row }) => row.original.campaignName },
  { id: "who", header: "Who calls", size: 150, cell: ({ row }) => row.original.agentName ?? "Whoever is free" },
  {
    id: "status",
    header: "Status",
    size: 120,
    cell: ({ row }) => (over(row.original) ? <Badge tone="amber">Campaign over</Badge> : <StatusBadge status={row.original.status} />),
  },
  { id: "notes", header: "Notes", size: 220, cell: ({ row }) => row.original.notes || none },
];
const rowId = (row: Callback) => `${row.campaignId}-${row.contactId}`;

/** Promised callbacks, the earliest first. Agents see their own. */
export default function CallbacksPage() {
  const { user } = useSession();
  const manages = user.roles.includes("admin") || user.roles.includes("campaign_manager");
  const state = useListState();
  const query = useInfiniteQuery({ ...pages("/callbacks"), refetchInterval: 30_000 });
  const [moving, setMoving] = useState<Callback | null>(null);
  const [cancelling, setCancelling] = useState<Callback | null>(null);
  const lost = (query.data?.rows ?? []).filter(over).length;
  const columns = useMemo<ColumnDef<Callback, unknown>[]>(
    () => (manages ? [...facts.slice(0, 3), actions(setMoving, setCancelling), ...facts.slice(3)] : facts),
    [manages],
  );
  return (
    <ListPage
      list={{ name: "Callbacks", state, query, columns, rowId }}
      context={manages ? "Everything promised, the earliest first" : "What you have promised to call back yourself"}
    >
      {lost > 0 && (
        <p role="status" className="mb-3 rounded-md bg-warning-soft px-3 py-2 text-table text-warning-ink">
          {plural(lost, "callback")} of campaigns that are over {lost === 1 ? "is" : "are"} not made by the dialer. Call by yourselves, or
          cancel what is promised.
        </p>
      )}
      <ListContent
        empty={{
          icon: PhoneForwarded,
          title: "Nothing is promised",
          says: "A callback appears here when an agent agrees on one at the end of a call.",
        }}
      />
      {moving && <ReassignDialog callback={moving} onClose={() => setMoving(null)} />}
      {cancelling && <CancelCallback callback={cancelling} onClose={() => setCancelling(null)} />}
    </ListPage>
  );
}

function actions(onMove: (row: Callback) => void, onCancel: (row: Callback) => void): ColumnDef<Callback, unknown> {
  return {
    id: "actions",
    header: "Change",
    size: 180,
    meta: { fixed: true },
    cell: ({ row: { original: row } }) =>
      row.status === "queued" && (
        <span className="flex gap-1">
          {!over(row) && (
            <Button size="sm" variant="ghost" aria-label={`Reassign the callback to ${row.fullName}`} onClick={() => onMove(row)}>
              Reassign
            </Button>
          )}
          <Button size="sm" variant="ghost" aria-label={`Cancel the callback to ${row.fullName}`} onClick={() => onCancel(row)}>
            Cancel
          </Button>
        </span>
      ),
  };
}
