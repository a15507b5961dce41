import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Gauge, Pause, Pencil, Play, SlidersHorizontal, Trash2, UserPlus } from "lucide-react";
import { useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { adoptNews } from "@/api/news";
import { useChannel } from "@/api/realtime";
import type { QueueSnapshot } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { HeaderActionBar, type HeaderAction } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { QueueWorkNote } from "@/components/queue-work";
import { StatStrip } from "@/components/stat";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { count, date, percent } from "@/lib/format";
import { useUrlChoice } from "@/lib/url-state";
import { AssignAgentsDialog } from "./components/assign-agents-dialog";
import { CampaignCalls } from "./components/campaign-calls";
import { CampaignQueue } from "./components/campaign-queue";
import { CampaignQuotas } from "./components/campaign-quotas";
import { CampaignSettings } from "./components/campaign-settings";
import { useDeleteCampaign, useMoveCampaign } from "./mutations";
import { campaign, queue } from "./queries";

export default function CampaignPage() {
  const { id } = useParams<{ id: string }>();
  const [tab, setTab] = useUrlChoice("tab", ["queue", "calls", "settings"]);
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const query = useQuery(campaign(id));
  const live = useQuery(queue(id));
  const move = useMoveCampaign();
  const remove = useDeleteCampaign();
  const [deleting, setDeleting] = useState(false);
  const [assigning, setAssigning] = useState(false);
  useChannel<QueueSnapshot>("dialer", (kind, snapshot) => {
    if (kind === "queue" && snapshot.campaignId === id) adoptNews(client, queue(id).queryKey, snapshot);
  });
  useChannel<{ id: string }>("campaigns", (_, changed) => {
    if (changed.id === id) void client.invalidateQueries({ queryKey: ["campaigns", id] });
  });

  const data = query.data;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!data) return <PageSkeleton />;
  const status = live.data?.status ?? data.status;
  const finished = status === "completed" || status === "cancelled";
  const today = live.data?.today;
  const actions: HeaderAction[] = [
    ...(status === "draft" ? [{ label: "Continue the draft", href: `/campaigns/new?draft=${id}`, tone: "primary" as const }] : []),
    ...(status === "active"
      ? [{ label: "Pause", icon: Pause, disabled: move.isPending, onSelect: () => move.mutate({ id, move: "pause" }) }]
      : []),
    ...(finished ? [] : [{ label: "Agents", icon: UserPlus, onSelect: () => setAssigning(true) }]),
    ...(status === "draft" || finished ? [] : [{ label: "Script and hours", icon: Pencil, href: `/campaigns/${id}/edit` }]),
    { label: "Rules", icon: SlidersHorizontal, href: `/campaigns/${id}/rules` },
    { label: "Control centre", icon: Gauge, href: `/telephony/auto-dialer?campaign=${id}` },
    ...(status === "paused"
      ? [
          {
            label: "Start dialing",
            icon: Play,
            tone: "primary" as const,
            disabled: move.isPending,
            onSelect: () => move.mutate({ id, move: "start" }),
          },
        ]
      : []),
    ...(status === "draft" ? [{ label: "Delete the draft", icon: Trash2, minor: true, onSelect: () => setDeleting(true) }] : []),
  ];

  return (
    <PageFrame
      title={data.name}
      badge={<StatusBadge status={status} />}
      context={`${data.listName ?? "No list"} · created ${date(data.createdAt)}`}
      breadcrumb={
        <Link href="/campaigns" className="hover:underline">
          Campaigns
        </Link>
      }
      actions={<HeaderActionBar actions={actions} />}
    >
      <StatStrip
        items={[
          { label: "Audience", value: count(data.counts.audience) },
          { label: "Waiting", value: count(live.data?.queued) },
          { label: "Done", value: count(live.data?.done) },
          { label: "Removed", value: count(live.data?.removed) },
          { label: "Calls today", value: count(today?.dials) },
          {
            label: "Connected today",
            value: count(today?.connected),
            note: today && today.dials > 0 ? percent(today.connected / today.dials, 1) : "",
          },
          { label: "Leads", value: count(data.counts.leads), note: `${count(data.counts.approved)} approved` },
        ]}
      />
      <QueueWorkNote work={live.data?.work} running={status === "active"} />
      <CampaignQuotas id={id} />
      <Tabs value={tab} onValueChange={setTab}>
        <TabsList aria-label="Parts">
          <TabsTrigger value="queue">Queue</TabsTrigger>
          <TabsTrigger value="calls">Calls</TabsTrigger>
          <TabsTrigger value="settings">Settings</TabsTrigger>
        </TabsList>
        <TabsContent value="queue" className="pt-4">
          <CampaignQueue id={id} snapshot={live.data} />
        </TabsContent>
        <TabsContent value="calls" className="pt-4">
          <CampaignCalls id={id} />
        </TabsContent>
        <TabsContent value="settings" className="pt-4">
          <CampaignSettings campaign={data} />
        </TabsContent>
      </Tabs>
      <AssignAgentsDialog campaign={data} open={assigning} onOpenChange={setAssigning} />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete the draft ${data.name}?`}
        confirm="Delete draft"
        danger
        onConfirm={() => remove.mutate({ id, version: data.version }, { onSuccess: () => navigate("/campaigns") })}
      >
        The list and its contacts stay.
      </ConfirmDialog>
    </PageFrame>
  );
}
