import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ScrollText } from "lucide-react";
import type { AuditEntry } from "@/api/types";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState, type ListFilter } from "@/components/list/use-list-state";
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
const entities = [
  "account",
  "call",
  "campaign",
  "client",
  "compliance_profile",
  "contact",
  "import",
  "lead",
  "list",
  "order",
  "pause_code",
  "suppression",
  "tenant",
  "user",
];
const filters: readonly ListFilter[] = [
  { key: "entity", label: "On", options: entities.map((value) => ({ value, label: words(value) })) },
  { key: "entityId", label: "Id", linked: true },
];

export default function AuditPage() {
  const state = useListState(filters);
  const query = useInfiniteQuery(auditPages({ entity: state.value("entity"), entityId: state.value("entityId") }));
  return (
    <ListPage list={{ name: "Audit log", state, query, columns, rowId }} context="Who did what. Entries are only ever added.">
      <AdvancedFilterBar />
      <ListContent
        empty={{
          icon: ScrollText,
          title: "Nothing recorded yet",
          says: "Every change of a record leaves a line here.",
          noMatch: { title: "No entry matches these filters", says: "Remove a condition to see more of the log." },
        }}
      />
    </ListPage>
  );
}
