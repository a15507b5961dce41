import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Megaphone, Plus } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useLocation } from "wouter";
import { useChannel } from "@/api/realtime";
import type { CampaignListRow } from "@/api/types";
import { HeaderActionBar } from "@/components/header-action-bar";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { ListTabs } from "@/components/list/list-tabs";
import { useListState } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { count, date, none, words } from "@/lib/format";
import { ApprovedOfGoal, CampaignCard } from "./components/campaign-card";
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
    cell: ({ row }) => <ApprovedOfGoal campaign={row.original} />,
  },
  { id: "createdAt", header: "Created", size: 120, cell: ({ row }) => (row.original.createdAt ? date(row.original.createdAt) : none) },
];
const tabs = ["", "active", "paused", "draft", "completed"];
const rowId = (row: CampaignListRow) => row.id;
const card = (row: CampaignListRow) => <CampaignCard campaign={row} />;

export default function CampaignsPage() {
  const state = useListState();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  useChannel("campaigns", () => void client.invalidateQueries({ queryKey: ["campaigns", "pages"] }));
  const query = useInfiniteQuery(campaignPages({ q: state.q, status: state.value("status") }));
  const onOpen = useCallback(
    (row: CampaignListRow) => navigate(row.status === "draft" ? `/campaigns/new?draft=${row.id}` : `/campaigns/${row.id}`),
    [navigate],
  );
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
    <ListPage
      list={{ name: "Campaigns", state, query, columns, rowId, card, onOpen }}
      context="A list, a script, a dialer setting and the agents who call."
      actions={<HeaderActionBar actions={[{ label: "New campaign", icon: Plus, tone: "primary", href: "/campaigns/new" }]} />}
    >
      <ListTabs name="status" label="Status" options={tabs.map((tab) => ({ value: tab, label: tab ? words(tab) : "All" }))} />
      <AdvancedFilterBar placeholder="Campaign name" />
      <ListContent
        empty={{
          icon: Megaphone,
          title: state.value("status") ? "No campaign here" : "No campaigns yet",
          says: "A campaign calls the people of one list. Import contacts into a list first, then make a campaign of it.",
          action: <Button onClick={() => navigate("/campaigns/new")}>New campaign</Button>,
          noMatch: { title: "No campaign has this name", says: "Search for the beginning of its name." },
        }}
      />
    </ListPage>
  );
}
