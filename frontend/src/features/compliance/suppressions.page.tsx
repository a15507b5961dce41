import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Plus, ShieldBan, Trash2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { Suppression } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar } from "@/components/data-table/filter-bar";
import { HeaderActionBar } from "@/components/header-action-bar";
import { FilterTabs } from "@/components/filter-tabs";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { date, none, phone, words } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { AddSuppressionsDialog } from "./components/add-suppressions-dialog";
import { useRemoveSuppression } from "./mutations";
import { suppressionPages } from "./queries";

const kinds = [
  { value: "phone", label: "Phone (DNC)" },
  { value: "email", label: "E-mail" },
  { value: "domain", label: "Domain" },
];
const rowId = (row: Suppression) => row.id;
const shown = (row: Suppression) => (row.kind === "phone" ? phone(row.value) : row.value);

export default function SuppressionsPage() {
  const { get, set } = useUrlState();
  const kind = get("kind") || "phone";
  const query = useInfiniteQuery(suppressionPages({ kind, q: get("q") }));
  const [removing, setRemoving] = useState<Suppression | null>(null);
  const remove = useRemoveSuppression();
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  const commands = useMemo(
    () => [
      { id: "suppressions:new", title: "Add suppressions", group: "Create" as const, keys: "n", icon: Plus, run: () => set({ new: "1" }) },
    ],
    [set],
  );
  useCommands(commands);

  const columns = useMemo<ColumnDef<Suppression, unknown>[]>(
    () => [
      { id: "value", header: "Value", size: 260, cell: ({ row }) => <span className="num font-medium">{shown(row.original)}</span> },
      { id: "reason", header: "Reason", size: 280, cell: ({ row }) => row.original.reason || none },
      { id: "source", header: "Source", size: 130, cell: ({ row }) => <Badge>{words(row.original.source)}</Badge> },
      { id: "createdAt", header: "Added", size: 130, cell: ({ row }) => date(row.original.createdAt) },
      {
        id: "actions",
        header: () => <span className="sr-only">Actions</span>,
        size: 64,
        meta: { fixed: true },
        cell: ({ row }) => (
          <Button variant="ghost" size="icon-sm" aria-label={`Remove ${shown(row.original)}`} onClick={() => setRemoving(row.original)}>
            <Trash2 />
          </Button>
        ),
      },
    ],
    [],
  );

  return (
    <PageFrame
      fill
      title="Suppressions"
      badge={<CountBadge total={query.data?.total} />}
      context="Never called, never written to. Running campaigns hear of a new entry at once."
      actions={<HeaderActionBar actions={[{ label: "Add", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) }]} />}
    >
      <FilterTabs label="Kind" value={kind} options={kinds} onChange={(value) => set({ kind: value, q: "" })} />
      <FilterBar
        q={get("q")}
        onQ={(q) => set({ q })}
        placeholder={kind === "phone" ? "Number begins with" : "Value begins with"}
        chips={[]}
        onClear={() => {}}
      />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Suppressions"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={
            <EmptyState
              icon={ShieldBan}
              title={get("q") ? "Nothing begins with this" : "Nothing is suppressed here"}
              action={<Button onClick={() => set({ new: "1" })}>Add</Button>}
            >
              People who asked not to be called are added by their disposition; add known numbers, addresses and domains here.
            </EmptyState>
          }
        />
      )}
      <AddSuppressionsDialog key={kind} kind={kind} kinds={kinds} open={get("new") === "1"} onClose={() => set({ new: "" })} />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={`Remove ${removing ? shown(removing) : ""}?`}
        confirm="Remove suppression"
        danger
        onConfirm={() => removing && remove.mutate(removing.id)}
      >
        It may be called or written to again. Only do this when the person agreed or the entry was wrong.
      </ConfirmDialog>
    </PageFrame>
  );
}
