import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ListChecks, MoreHorizontal, Pencil, Plus, Trash2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { ContactListRow } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar } from "@/components/data-table/filter-bar";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useCommands } from "@/lib/commands";
import { count, date, none, plural } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { ListDialog } from "./components/list-dialog";
import { useDeleteList } from "./mutations";
import { listPages } from "./queries";

const rowId = (row: ContactListRow) => row.id;

export default function ListsPage() {
  const { get, set } = useUrlState();
  const [, navigate] = useLocation();
  const query = useInfiniteQuery(listPages({ q: get("q"), sort: get("sort") }));
  const [editing, setEditing] = useState<ContactListRow | null>(null);
  const [deleting, setDeleting] = useState<ContactListRow | null>(null);
  const remove = useDeleteList();
  const open = useCallback((row: ContactListRow) => navigate(`/contacts?list=${row.id}`), [navigate]);
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  const commands = useMemo(
    () => [{ id: "lists:new", title: "New list", group: "Create" as const, keys: "n", icon: Plus, run: () => set({ new: "1" }) }],
    [set],
  );
  useCommands(commands);

  const columns = useMemo<ColumnDef<ContactListRow, unknown>[]>(
    () => [
      {
        id: "name",
        header: "Name",
        size: 280,
        meta: { sort: "name" },
        cell: ({ row }) => <span className="font-medium">{row.original.name}</span>,
      },
      { id: "members", header: "Contacts", size: 110, meta: { align: "right" }, cell: ({ row }) => count(row.original.memberCount) },
      { id: "createdAt", header: "Created", size: 130, meta: { sort: "createdAt" }, cell: ({ row }) => date(row.original.createdAt) },
      { id: "description", header: "Description", size: 320, cell: ({ row }) => row.original.description || none },
      {
        id: "actions",
        header: () => <span className="sr-only">Actions</span>,
        size: 64,
        meta: { fixed: true },
        cell: ({ row }) => (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${row.original.name}`}>
                <MoreHorizontal />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuItem onSelect={() => setEditing(row.original)}>
                <Pencil />
                Edit
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => setDeleting(row.original)}>
                <Trash2 />
                Delete
              </DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        ),
      },
    ],
    [],
  );

  return (
    <PageFrame
      fill
      title="Lists"
      badge={<CountBadge total={query.data?.total} />}
      context="Fixed sets of contacts: the audience of a campaign. Open one to see its members."
      actions={<HeaderActionBar actions={[{ label: "New list", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) }]} />}
    >
      <FilterBar q={get("q")} onQ={(q) => set({ q })} placeholder="List name" chips={[]} onClear={() => {}} />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Lists"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          sort={get("sort")}
          onSort={(sort) => set({ sort })}
          onOpen={open}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={
            <EmptyState
              icon={ListChecks}
              title={get("q") ? "No list has this name" : "No lists yet"}
              action={<Button onClick={() => set({ new: "1" })}>New list</Button>}
            >
              An import can fill a list as it runs, or select contacts and add them to one.
            </EmptyState>
          }
        />
      )}
      <ListDialog
        key={editing?.id ?? "new"}
        list={editing}
        open={editing !== null || get("new") === "1"}
        onClose={() => {
          setEditing(null);
          set({ new: "" });
        }}
      />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(now) => !now && setDeleting(null)}
        title={`Delete the list ${deleting?.name ?? ""}?`}
        confirm="Delete list"
        danger
        onConfirm={() => deleting && remove.mutate(deleting)}
      >
        Its {plural(deleting?.memberCount ?? 0, "contact")} stay; only the list goes.
      </ConfirmDialog>
    </PageFrame>
  );
}
