import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Contact as ContactIcon, ListPlus, Plus, Upload } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import type { ContactRow } from "@/api/types";
import { ColumnMenu, hiddenColumns } from "@/components/data-table/column-menu";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar, type Chip } from "@/components/data-table/filter-bar";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { SelectInput } from "@/components/form/select-field";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { useUrlState } from "@/lib/url-state";
import { contactColumns } from "./columns";
import { AddToListDialog } from "./components/add-to-list-dialog";
import { ContactPanel } from "./components/contact-panel";
import { NewContactDialog } from "./components/new-contact-dialog";
import { filterBody } from "./mutations";
import { contactPages, listChoices } from "./queries";

const reachability = [
  { value: "true", label: "Has a phone" },
  { value: "false", label: "Without a phone" },
];
const suppression = [
  { value: "true", label: "Suppressed" },
  { value: "false", label: "Not suppressed" },
];

export default function ContactsPage() {
  const { get, set } = useUrlState();
  const [, navigate] = useLocation();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const [adding, setAdding] = useState(false);
  const filter = {
    q: get("q"),
    listId: get("list"),
    importId: get("import"),
    accountId: get("account"),
    country: get("country"),
    hasPhone: get("phone"),
    suppressed: get("suppressed"),
  };
  const query = useInfiniteQuery(contactPages({ ...filter, sort: get("sort") }));
  const lists = useQuery(listChoices());
  const rows = query.data?.rows ?? [];
  const total = query.data?.total;
  const openId = get("open");
  const creating = get("new") === "1";
  const filtered = Object.values(filter).some(Boolean);

  const open = useCallback((row: ContactRow) => set({ open: row.id }), [set]);
  const openPage = useCallback((row: ContactRow) => navigate(`/contacts/${row.id}`), [navigate]);
  const edit = useCallback((row: ContactRow) => set({ open: row.id, edit: "1" }), [set]);
  const select = useCallback((ids: ReadonlySet<string>) => {
    setEverything(false);
    setSelected(ids);
  }, []);
  const selection = useMemo(() => ({ ids: selected, set: select }), [selected, select]);
  const fetchMore = query.fetchNextPage;
  const fetching = query.isFetchingNextPage;
  const more = useCallback(() => {
    if (!fetching) void fetchMore();
  }, [fetching, fetchMore]);
  const commands = useMemo(
    () => [
      { id: "contacts:new", title: "New contact", group: "Create" as const, keys: "n", icon: Plus, run: () => set({ new: "1" }) },
      {
        id: "contacts:import",
        title: "Import contacts from CSV",
        group: "Create" as const,
        icon: Upload,
        run: () => navigate("/imports/new"),
      },
    ],
    [set, navigate],
  );
  useCommands(commands);

  const listName = lists.data?.items.find((list) => list.id === filter.listId)?.name;
  const chips: Chip[] = [
    filter.listId && { key: "list", label: "List", value: listName ?? "one list" },
    filter.importId && { key: "import", label: "Import", value: "one import" },
    filter.accountId && { key: "account", label: "Account", value: rows[0]?.accountName ?? "one account" },
    filter.country && { key: "country", label: "Country", value: filter.country },
    filter.hasPhone && { key: "phone", label: "Phone", value: filter.hasPhone === "true" ? "present" : "missing" },
    filter.suppressed && { key: "suppressed", label: "Suppressed", value: filter.suppressed === "true" ? "yes" : "no" },
  ].filter((chip): chip is Chip => Boolean(chip));

  return (
    <PageFrame
      fill
      title="Contacts"
      badge={<CountBadge total={total} />}
      context="People you may call or write to, with the company they work for."
      actions={
        <HeaderActionBar
          actions={[
            { label: "Import", icon: Upload, href: "/imports/new" },
            { label: "New contact", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) },
          ]}
        />
      }
    >
      <FilterBar
        q={filter.q}
        onQ={(q) => set({ q })}
        placeholder="Name, e-mail or company"
        chips={chips}
        onClear={(key) => set({ [key]: "" })}
      >
        <SelectInput
          aria-label="List"
          className="w-40"
          placeholder="Any list"
          value={filter.listId}
          onValueChange={(list) => set({ list })}
          options={(lists.data?.items ?? []).map((list) => ({ value: list.id, label: list.name }))}
        />
        <SelectInput
          aria-label="Phone"
          className="w-40"
          placeholder="Any phone"
          value={filter.hasPhone}
          onValueChange={(phone) => set({ phone })}
          options={reachability}
        />
        <SelectInput
          aria-label="Suppression"
          className="w-40"
          placeholder="Any suppression"
          value={filter.suppressed}
          onValueChange={(suppressed) => set({ suppressed })}
          options={suppression}
        />
        <ColumnMenu
          columns={contactColumns.slice(1).map((column) => ({ id: column.id!, label: String(column.header) }))}
          hidden={get("hide")}
          onChange={(hide) => set({ hide })}
        />
      </FilterBar>
      <div className="relative flex min-h-0 flex-1 flex-col">
        {query.error && !query.data ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <DataTable
            label="Contacts"
            columns={contactColumns}
            rows={rows}
            rowId={rowId}
            loading={query.isPending}
            sort={get("sort")}
            onSort={(sort) => set({ sort })}
            onOpen={open}
            onOpenPage={openPage}
            onEdit={edit}
            openId={openId}
            selection={selection}
            hidden={hiddenColumns(get("hide"))}
            hasMore={query.hasNextPage}
            onMore={more}
            empty={
              filtered ? (
                <NoMatch onClear={() => set({ q: "", list: "", import: "", account: "", country: "", phone: "", suppressed: "" })} />
              ) : (
                <NoContacts />
              )
            }
          />
        )}
        <SelectionBar
          selected={selected.size}
          matching={total?.count}
          everything={everything}
          onEverything={() => setEverything(true)}
          onClear={() => select(new Set())}
        >
          <Button size="sm" onClick={() => setAdding(true)}>
            <ListPlus />
            Add to list
          </Button>
        </SelectionBar>
      </div>
      <ContactPanel id={openId} editing={get("edit") === "1"} onClose={() => set({ open: "", edit: "" })} />
      <NewContactDialog
        open={creating}
        onOpenChange={(now) => set({ new: now ? "1" : "" })}
        onCreated={(id) => set({ new: "", open: id })}
      />
      <AddToListDialog
        open={adding}
        onOpenChange={setAdding}
        members={everything ? { filter: filterBody(filter) } : { contactIds: [...selected] }}
        size={everything ? (total?.count ?? 0) : selected.size}
        onDone={() => select(new Set())}
      />
    </PageFrame>
  );
}

const rowId = (row: ContactRow) => row.id;

function NoContacts() {
  return (
    <EmptyState
      icon={ContactIcon}
      title="No contacts yet"
      action={
        <Button asChild>
          <Link href="/imports/new">Import contacts</Link>
        </Button>
      }
    >
      Contacts come from a CSV file or are added one by one. Columns of the file are recognised by their headers.
    </EmptyState>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={ContactIcon}
      title="Nobody matches these filters"
      action={
        <Button variant="outline" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      Every condition has to hold. Remove one, or search for the beginning of a name, address or company.
    </EmptyState>
  );
}
