import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Building2, Upload } from "lucide-react";
import { useCallback } from "react";
import { useLocation } from "wouter";
import type { AccountRow } from "@/api/types";
import { HeaderActionBar } from "@/components/header-action-bar";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState, type ListFilter } from "@/components/list/use-list-state";
import { count, date, none } from "@/lib/format";
import { AccountCard } from "./components/account-card";
import { AccountPanel } from "./components/account-panel";
import { accountPages } from "./queries";

const columns: ColumnDef<AccountRow, unknown>[] = [
  {
    id: "name",
    header: "Name",
    size: 260,
    meta: { sort: "name" },
    cell: ({ row: { original: row } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span
          className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm border bg-sunken text-[10px] font-semibold text-muted-foreground"
          aria-hidden
        >
          {row.name.charAt(0).toUpperCase()}
        </span>
        <span className="truncate font-medium">{row.name}</span>
      </span>
    ),
  },
  { id: "domain", header: "Domain", size: 190, cell: ({ row }) => row.original.domain ?? none },
  { id: "industry", header: "Industry", size: 190, cell: ({ row }) => row.original.industry ?? none },
  { id: "staff", header: "Employees", size: 120, cell: ({ row }) => row.original.staffCountRange ?? none },
  {
    id: "place",
    header: "Head office",
    size: 190,
    cell: ({ row }) => [row.original.hqCity, row.original.hqCountry].filter(Boolean).join(", ") || none,
  },
  { id: "contacts", header: "Contacts", size: 100, meta: { align: "right" }, cell: ({ row }) => count(row.original.contactCount) },
  { id: "createdAt", header: "Added", size: 120, meta: { sort: "createdAt" }, cell: ({ row }) => date(row.original.createdAt) },
];

const rowId = (row: AccountRow) => row.id;
const filters: readonly ListFilter[] = [
  { key: "industry", label: "Industry" },
  { key: "country", label: "Country" },
];
const card = (row: AccountRow) => <AccountCard account={row} />;

export default function AccountsPage() {
  const state = useListState(filters);
  const { value, set, q, sort } = state;
  const query = useInfiniteQuery(accountPages({ q, sort, industry: value("industry"), country: value("country") }));
  const [, navigate] = useLocation();
  const onOpenPage = useCallback((row: AccountRow) => navigate(`/accounts/${row.id}`), [navigate]);
  return (
    <ListPage
      list={{ name: "Accounts", state, query, columns, rowId, card, onOpen: state.open, onOpenPage }}
      context="Companies, matched by their domain when contacts are imported."
      actions={<HeaderActionBar actions={[{ label: "Import", icon: Upload, href: "/imports/new" }]} />}
    >
      <AdvancedFilterBar placeholder="Name or domain" />
      <ListContent
        empty={{
          icon: Building2,
          title: "No accounts yet",
          says: "Accounts are created by importing contacts: each company is found by its domain.",
          noMatch: { title: "No account matches these filters", says: "Search for the beginning of a company name or domain." },
        }}
      />
      <AccountPanel id={state.openId} onClose={() => set({ open: "" })} onIndustry={(industry) => set({ open: "", industry })} />
    </ListPage>
  );
}
