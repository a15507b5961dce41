import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Building2, Upload } from "lucide-react";
import { useCallback } from "react";
import { useLocation } from "wouter";
import type { AccountRow } from "@/api/types";
import { ColumnMenu, hiddenColumns } from "@/components/data-table/column-menu";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar, type Chip } from "@/components/data-table/filter-bar";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { count, date, none } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
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

export default function AccountsPage() {
  const { get, set } = useUrlState();
  const filter = { q: get("q"), industry: get("industry"), country: get("country") };
  const query = useInfiniteQuery(accountPages({ ...filter, sort: get("sort") }));
  const fetchMore = query.fetchNextPage;
  const fetching = query.isFetchingNextPage;
  const more = useCallback(() => {
    if (!fetching) void fetchMore();
  }, [fetching, fetchMore]);
  const open = useCallback((row: AccountRow) => set({ open: row.id }), [set]);
  const [, navigate] = useLocation();
  const openPage = useCallback((row: AccountRow) => navigate(`/accounts/${row.id}`), [navigate]);
  const filtered = Object.values(filter).some(Boolean);
  const chips: Chip[] = [
    filter.industry && { key: "industry", label: "Industry", value: filter.industry },
    filter.country && { key: "country", label: "Country", value: filter.country },
  ].filter((chip): chip is Chip => Boolean(chip));

  return (
    <PageFrame
      fill
      title="Accounts"
      badge={<CountBadge total={query.data?.total} />}
      context="Companies, matched by their domain when contacts are imported."
      actions={<HeaderActionBar actions={[{ label: "Import", icon: Upload, href: "/imports/new" }]} />}
    >
      <FilterBar q={filter.q} onQ={(q) => set({ q })} placeholder="Name or domain" chips={chips} onClear={(key) => set({ [key]: "" })}>
        <ColumnMenu
          columns={columns.slice(1).map((column) => ({ id: column.id!, label: String(column.header) }))}
          hidden={get("hide")}
          onChange={(hide) => set({ hide })}
        />
      </FilterBar>
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Accounts"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          sort={get("sort")}
          onSort={(sort) => set({ sort })}
          onOpen={open}
          onOpenPage={openPage}
          openId={get("open")}
          hidden={hiddenColumns(get("hide"))}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={
            <EmptyState
              icon={Building2}
              title={filtered ? "No account matches these filters" : "No accounts yet"}
              action={
                filtered && (
                  <Button variant="outline" onClick={() => set({ q: "", industry: "", country: "" })}>
                    Clear filters
                  </Button>
                )
              }
            >
              {filtered
                ? "Search for the beginning of a company name or domain."
                : "Accounts are created by importing contacts: each company is found by its domain."}
            </EmptyState>
          }
        />
      )}
      <AccountPanel id={get("open")} onClose={() => set({ open: "" })} onFilter={(filter) => set({ open: "", ...filter })} />
    </PageFrame>
  );
}
