import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Link2, Play } from "lucide-react";
import { useState } from "react";
import { Link, useParams } from "wouter";
import { useChannel } from "@/api/realtime";
import { apiUrl } from "@/api/http";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Facts } from "@/components/facts";
import { GoalBar } from "@/components/goal-bar";
import { HeaderActionBar, type HeaderAction } from "@/components/header-action-bar";
import { OrderBrief } from "@/components/order-brief";
import { PageFrame } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { count, date, dateTime } from "@/lib/format";
import { LinkCampaignsDialog } from "./components/link-campaigns-dialog";
import { useOrderMove } from "./mutations";
import { downloads, order } from "./queries";

export default function OrderPage() {
  const { id } = useParams<{ id: string }>();
  const client = useQueryClient();
  const query = useQuery(order(id));
  const taken = useQuery(downloads(id));
  const move = useOrderMove(id);
  const [linking, setLinking] = useState(false);
  const [completing, setCompleting] = useState(false);
  useChannel("orders", () => void client.invalidateQueries({ queryKey: ["orders"] }));
  useChannel("leads", () => void client.invalidateQueries({ queryKey: ["orders", id] }));
  const data = query.data;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!data) return <PageSkeleton />;
  const open = data.status === "submitted" || data.status === "in_progress";
  const actions: HeaderAction[] = [
    ...(open
      ? [
          {
            label: "Link campaigns",
            icon: Link2,
            onSelect: () => setLinking(true),
            tone: data.campaigns?.length ? ("plain" as const) : ("primary" as const),
          },
        ]
      : []),
    ...(data.status === "submitted"
      ? [
          {
            label: "Start work",
            icon: Play,
            tone: data.campaigns?.length ? ("primary" as const) : ("plain" as const),
            disabled: move.isPending,
            onSelect: () => move.mutate("start"),
          },
        ]
      : []),
    ...(data.status === "in_progress"
      ? [{ label: "Complete", icon: Check, disabled: move.isPending, onSelect: () => setCompleting(true) }]
      : []),
  ];
  return (
    <PageFrame
      title={data.title}
      badge={<StatusBadge status={data.status} />}
      context={`${data.number} · ${data.clientName}${data.submittedAt ? ` · submitted ${date(data.submittedAt)}` : ""}`}
      breadcrumb={
        <Link href="/orders" className="hover:underline">
          Orders
        </Link>
      }
      actions={<HeaderActionBar actions={actions} />}
    >
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-4">
          <SectionCard title="Delivery" hint={data.dueOn ? `due ${date(data.dueOn)}` : undefined}>
            <GoalBar delivered={data.delivered} goal={data.leadGoal} />
          </SectionCard>
          <SectionCard title="Linked campaigns" hint="Only approved leads of these go to the client" flush>
            {data.campaigns && data.campaigns.length > 0 ? (
              <ul className="divide-y">
                {data.campaigns.map((campaign) => (
                  <li key={campaign.id} className="flex min-h-11 items-center gap-3 px-4 text-table">
                    <Link href={`/campaigns/${campaign.id}`} className="min-w-0 flex-1 truncate font-medium hover:underline">
                      {campaign.name}
                    </Link>
                    <StatusBadge status={campaign.status} />
                  </li>
                ))}
              </ul>
            ) : (
              <div className="flex flex-wrap items-center gap-3 px-4 py-4 text-table text-muted-foreground">
                No campaign is linked yet, so nothing can be delivered.
                {open && (
                  <Button size="sm" variant="outline" onClick={() => setLinking(true)}>
                    Link campaigns
                  </Button>
                )}
              </div>
            )}
          </SectionCard>
          <SectionCard title="What is ordered">
            <OrderBrief order={data} />
          </SectionCard>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SectionCard title="Client">
            <Facts
              items={[
                { label: "Client", value: data.clientName },
                { label: "Created", value: dateTime(data.createdAt) },
                { label: "Compliance", value: data.complianceConfirmed ? "confirmed by the client" : "not confirmed" },
              ]}
            />
          </SectionCard>
          <SectionCard
            title="Downloads"
            flush
            actions={
              <Button asChild size="sm" variant="outline">
                <a href={apiUrl("/orders/{id}/leads.csv", { path: { id } })} download>
                  CSV
                </a>
              </Button>
            }
          >
            {taken.data && taken.data.items.length > 0 ? (
              <ul className="divide-y">
                {taken.data.items.map((item) => (
                  <li key={item.id} className="flex items-center justify-between gap-3 px-4 py-2 text-table">
                    <span className="min-w-0">
                      <span className="block truncate">{item.userName}</span>
                      <span className="block text-xs text-muted-foreground">{dateTime(item.at)}</span>
                    </span>
                    <span className="num">{count(item.leadCount)}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="px-4 py-4 text-table text-muted-foreground">Nothing has been downloaded yet.</p>
            )}
          </SectionCard>
        </div>
      </div>
      <LinkCampaignsDialog order={data} open={linking} onOpenChange={setLinking} />
      <ConfirmDialog
        open={completing}
        onOpenChange={setCompleting}
        title="Complete this order?"
        confirm="Complete order"
        onConfirm={() => move.mutate("complete")}
      >
        {count(data.delivered)} of {count(data.leadGoal)} leads are delivered. The client can still download them.
      </ConfirmDialog>
    </PageFrame>
  );
}
