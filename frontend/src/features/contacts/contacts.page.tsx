import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Contact as ContactIcon, Plus, Upload } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Link, useLocation } from "wouter";
import type { ContactRow } from "@/api/types";
import { HeaderActionBar } from "@/components/header-action-bar";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { BulkActions } from "@/components/list/bulk-actions";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState, type ListFilter } from "@/components/list/use-list-state";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { contactColumns } from "./columns";
import { AddSelectedToList } from "./components/add-selected-to-list";
import { ContactPanel } from "./components/contact-panel";
import { NewContactDialog } from "./components/new-contact-dialog";
import { contactPages, listChoices } from "./queries";

const rowId = (row: ContactRow) => row.id;
const fixedFilters: readonly ListFilter[] = [
  {
    key: "phone",
    label: "Phone",
    options: [
      { value: "true", label: "present" },
      { value: "false", label: "missing" },
    ],
  },
  {
    key: "suppressed",
    label: "Suppressed",
    options: [
      { value: "true", label: "yes" },
      { value: "false", label: "no" },
    ],
  },
  { key: "country", label: "Country" },
  { key: "import", label: "Import", linked: true, say: () => "one import" },
  { key: "account", label: "Account", linked: true, say: () => "one account" },
];

export default function ContactsPage() {
  const [, navigate] = useLocation();
  const lists = useQuery(listChoices()).data;
  const filters = useMemo<readonly ListFilter[]>(
    () => [
      {
        key: "list",
        label: "List",
        options: (lists?.items ?? []).map((list) => ({ value: list.id, label: list.name })),
        say: () => "one list",
      },
      ...fixedFilters,
    ],
    [lists],
  );
  const state = useListState(filters);
  const { value, set } = state;
  const filter = {
    q: state.q,
    listId: value("list"),
    importId: value("import"),
    accountId: value("account"),
    country: value("country"),
    hasPhone: value("phone"),
    suppressed: value("suppressed"),
  };
  const query = useInfiniteQuery(contactPages({ ...filter, sort: state.sort }));
  const onOpenPage = useCallback((row: ContactRow) => navigate(`/contacts/${row.id}`), [navigate]);
  const onEdit = useCallback((row: ContactRow) => set({ open: row.id, edit: "1" }), [set]);
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

  return (
    <ListPage
      list={{ name: "Contacts", state, query, columns: contactColumns, rowId, selects: true, onOpen: state.open, onOpenPage, onEdit }}
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
      <AdvancedFilterBar placeholder="Name, e-mail or company" />
      <ListContent
        empty={{
          icon: ContactIcon,
          title: "No contacts yet",
          says: "Contacts come from a CSV file or are added one by one. Columns of the file are recognised by their headers.",
          action: (
            <Button asChild>
              <Link href="/imports/new">Import contacts</Link>
            </Button>
          ),
          noMatch: {
            title: "Nobody matches these filters",
            says: "Every condition has to hold. Remove one, or search for the beginning of a name, address or company.",
          },
        }}
      />
      <BulkActions>
        <AddSelectedToList filter={filter} />
      </BulkActions>
      <ContactPanel id={state.openId} editing={value("edit") === "1"} onClose={() => set({ open: "", edit: "" })} />
      <NewContactDialog
        open={value("new") === "1"}
        onOpenChange={(now) => set({ new: now ? "1" : "" })}
        onCreated={(id) => set({ new: "", open: id })}
      />
    </ListPage>
  );
}
