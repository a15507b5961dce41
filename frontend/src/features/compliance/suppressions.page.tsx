import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Plus, ShieldBan, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { Suppression } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { HeaderActionBar } from "@/components/header-action-bar";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { ListTabs } from "@/components/list/list-tabs";
import { useListState } from "@/components/list/use-list-state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { date, none, phone, words } from "@/lib/format";
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
  const state = useListState();
  const { set } = state;
  const kind = state.value("kind") || "phone";
  const query = useInfiniteQuery(suppressionPages({ kind, q: state.q }));
  const [removing, setRemoving] = useState<Suppression | null>(null);
  const remove = useRemoveSuppression();
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
    <ListPage
      list={{ name: "Suppressions", state, query, columns, rowId }}
      context="Never called, never written to. Running campaigns hear of a new entry at once."
      actions={<HeaderActionBar actions={[{ label: "Add", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) }]} />}
    >
      <ListTabs name="kind" label="Kind" options={kinds} first="phone" also={{ q: "" }} />
      <AdvancedFilterBar placeholder={kind === "phone" ? "Number begins with" : "Value begins with"} />
      <ListContent
        empty={{
          icon: ShieldBan,
          title: "Nothing is suppressed here",
          says: "People who asked not to be called are added by their disposition; add known numbers, addresses and domains here.",
          action: <Button onClick={() => set({ new: "1" })}>Add</Button>,
          noMatch: { title: "Nothing begins with this", says: "A number is looked for with its country: +1 202…" },
        }}
      />
      <AddSuppressionsDialog key={kind} kind={kind} kinds={kinds} open={state.value("new") === "1"} onClose={() => set({ new: "" })} />
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
    </ListPage>
  );
}
