import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Megaphone, Plus } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useLocation } from "wouter";
import { useChannel } from "@/api/realtime";
import type { CampaignListRow } from "@/api/types";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar } from "@/components/data-table/filter-bar";
import { HeaderActionBar } from "@/components/header-action-bar";
import { FilterTabs } from "@/components/filter-tabs";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { useCommands } from "@/lib/commands";
import { count, date, none, words } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { campaignPages } from "./queries";

const columns: ColumnDef<CampaignListRow, unknown>[] = [
  { id: "name", header: "Name", size: 300, cell: ({ row }) => <span className="font-medium">{row.original.name}</span> },
  { id: "status", header: "Status", size: 120, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
  { id: "mode", header: "Mode", size: 110, cell: ({ row }) => words(row.original.dialMode) },
  { id: "audience", header: "Audience", size: 100, meta: { align: "right" }, cell: ({ row }) => count(row.original.counts.audience) },
  { id: "agents", header: "Agents", size: 80, meta: { align: "right" }, cell: ({ row }) => count(row.original.agentCount) },
  { id: "leads", header: "Leads", size: 80, meta: { align: "right" }, cell: ({ row }) => count(row.original.counts.leads) },
  {
    id: "approved",
    header: "Approved of goal",
    size: 190,
    cell: ({ row: { original: row } }) =>
      row.leadGoal ? (
        <span className="flex items-center gap-2">
          <Progress
            className="w-20"
            value={(row.counts.approved / row.leadGoal) * 100}
            label="Approved leads of the goal"
            barClassName="bg-success"
          />
          <span className="num text-xs">
            {count(row.counts.approved)}/{count(row.leadGoal)}
          </span>
        </span>
      ) : (
        <span className="num">{count(row.counts.approved)}</span>
      ),
  },
  { id: "createdAt", header: "Created", size: 120, cell: ({ row }) => (row.original.createdAt ? date(row.original.createdAt) : none) },
];
const tabs = ["", "active", "paused", "draft", "completed"];
const rowId = (row: CampaignListRow) => row.id;

export default function CampaignsPage() {
  const { get, set } = useUrlState();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  useChannel("campaigns", () => void client.invalidateQueries({ queryKey: ["campaigns", "pages"] }));
  const query = useInfiniteQuery(campaignPages({ q: get("q"), status: get("status") }));
  const open = useCallback(
    (row: CampaignListRow) => navigate(row.status === "draft" ? `/campaigns/new?draft=${row.id}` : `/campaigns/${row.id}`),
    [navigate],
  );
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  const commands = useMemo(
    () => [
      {
        id: "campaigns:new",
        title: "New campaign",
        group: "Create" as const,
        keys: "n",
        icon: Plus,
        run: () => navigate("/campaigns/new"),
      },
    ],
    [navigate],
  );
  useCommands(commands);

  return (
    <PageFrame
      fill
      title="Campaigns"
      badge={<CountBadge total={query.data?.total} />}
      context="A list, a script, a dialer setting and the agents who call."
      actions={<HeaderActionBar actions={[{ label: "New campaign", icon: Plus, tone: "primary", href: "/campaigns/new" }]} />}
    >
      <FilterTabs
        label="Status"
        value={get("status")}
        options={tabs.map((tab) => ({ value: tab, label: tab ? words(tab) : "All" }))}
        onChange={(status) => set({ status })}
      />
      <FilterBar q={get("q")} onQ={(q) => set({ q })} placeholder="Campaign name" chips={[]} onClear={() => {}} />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Campaigns"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          onOpen={open}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={
            <EmptyState
              icon={Megaphone}
              title={get("status") || get("q") ? "No campaign here" : "No campaigns yet"}
              action={<Button onClick={() => navigate("/campaigns/new")}>New campaign</Button>}
            >
              A campaign calls the people of one list. Import contacts into a list first, then make a campaign of it.
            </EmptyState>
          }
        />
      )}
    </PageFrame>
  );
}
