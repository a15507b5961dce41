import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { FileDown, FileUp, Plus } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useLocation } from "wouter";
import { apiUrl } from "@/api/http";
import type { ImportListRow } from "@/api/types";
import { HeaderActionBar } from "@/components/header-action-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { bytes, count, dateTime } from "@/lib/format";
import { importPages } from "./queries";
import { useImportFeed } from "./use-import-feed";

const number = (value: (row: ImportListRow) => number | null | undefined): Partial<ColumnDef<ImportListRow, unknown>> => ({
  size: 100,
  meta: { align: "right" },
  cell: ({ row }) => count(value(row.original)),
});

const columns: ColumnDef<ImportListRow, unknown>[] = [
  { id: "fileName", header: "File", size: 300, cell: ({ row }) => <span className="font-medium">{row.original.fileName}</span> },
  { id: "status", header: "Status", size: 120, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
  { id: "rows", header: "Rows", ...number((row) => row.progress.totalRows ?? row.progress.processed) },
  { id: "created", header: "New", ...number((row) => row.progress.created) },
  { id: "updated", header: "Updated", ...number((row) => row.progress.updated) },
  { id: "rejected", header: "Rejected", ...number((row) => row.progress.rejected) },
  { id: "size", header: "Size", size: 100, meta: { align: "right" }, cell: ({ row }) => bytes(row.original.fileBytes) },
  { id: "createdAt", header: "Uploaded", size: 180, meta: { firm: true }, cell: ({ row }) => dateTime(row.original.createdAt) },
];
const rowId = (row: ImportListRow) => row.id;

export default function ImportsPage() {
  const [, navigate] = useLocation();
  const state = useListState();
  const query = useInfiniteQuery(importPages());
  useImportFeed();
  const onOpen = useCallback((row: ImportListRow) => navigate(`/imports/${row.id}`), [navigate]);
  const commands = useMemo(
    () => [
      { id: "imports:new", title: "New import", group: "Create" as const, keys: "n", icon: Plus, run: () => navigate("/imports/new") },
    ],
    [navigate],
  );
  useCommands(commands);
  return (
    <ListPage
      list={{ name: "Imports", state, query, columns, rowId, onOpen }}
      context="CSV files of contacts and their companies. Bad rows go to an error file and never stop the rest."
      actions={
        <HeaderActionBar
          actions={[
            { label: "Template", icon: FileDown, onSelect: () => window.location.assign(apiUrl("/imports/template.csv")) },
            { label: "New import", icon: Plus, tone: "primary", href: "/imports/new" },
          ]}
        />
      }
    >
      <ListContent
        empty={{
          icon: FileUp,
          title: "No imports yet",
          says: "Upload a CSV. Headers of the standard template are recognised in any order; other columns are mapped by hand.",
          action: <Button onClick={() => navigate("/imports/new")}>New import</Button>,
        }}
      />
    </ListPage>
  );
}
