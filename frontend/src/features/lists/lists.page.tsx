import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ListChecks, MoreHorizontal, Pencil, Plus, Trash2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { ContactListRow } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { HeaderActionBar } from "@/components/header-action-bar";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState } from "@/components/list/use-list-state";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useCommands } from "@/lib/commands";
import { count, date, none, plural } from "@/lib/format";
import { ListDialog } from "./components/list-dialog";
import { useDeleteList } from "./mutations";
import { listPages } from "./queries";

const rowId = (row: ContactListRow) => row.id;

export default function ListsPage() {
  const state = useListState();
  const { set } = state;
  const [, navigate] = useLocation();
  const query = useInfiniteQuery(listPages({ q: state.q, sort: state.sort }));
  const [editing, setEditing] = useState<ContactListRow | null>(null);
  const [deleting, setDeleting] = useState<ContactListRow | null>(null);
  const remove = useDeleteList();
  const onOpen = useCallback((row: ContactListRow) => navigate(`/contacts?list=${row.id}`), [navigate]);
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
    <ListPage
      list={{ name: "Lists", state, query, columns, rowId, onOpen }}
      context="Fixed sets of contacts: the audience of a campaign. Open one to see its members."
      actions={<HeaderActionBar actions={[{ label: "New list", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) }]} />}
    >
      <AdvancedFilterBar placeholder="List name" />
      <ListContent
        empty={{
          icon: ListChecks,
          title: "No lists yet",
          says: "An import can fill a list as it runs, or select contacts and add them to one.",
          action: <Button onClick={() => set({ new: "1" })}>New list</Button>,
          noMatch: { title: "No list has this name", says: "Search for the beginning of its name." },
        }}
      />
      <ListDialog
        key={editing?.id ?? "new"}
        list={editing}
        open={editing !== null || state.value("new") === "1"}
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
    </ListPage>
  );
}
