import { useQuery } from "@tanstack/react-query";
import { Download, FilePlus, Send } from "lucide-react";
import { Link } from "wouter";
import { apiUrl } from "@/api/http";
import type { Order } from "@/api/types";
import { Facts } from "@/components/facts";
import { GoalBar } from "@/components/goal-bar";
import { Group } from "@/components/group";
import { OrderBrief } from "@/components/order-brief";
import { RecordFacts, RecordRelated, RecordTimeline } from "@/components/record/record-panes";
import { Timeline, type TimelineEvent } from "@/components/record/timeline";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { date, plural } from "@/lib/format";
import { downloads } from "../queries";

/** An order: what was asked for and how much of it is delivered, what happened, and the campaigns that work for it. */
export function OrderRecord({ order, onLink }: { order: Order; onLink?: () => void }) {
  return (
    <>
      <RecordFacts>
        <Group title="Delivery">
          <GoalBar delivered={order.delivered} goal={order.leadGoal} />
        </Group>
        <Group title="Client">
          <Facts
            items={[
              { label: "Client", value: order.clientName },
              { label: "Due", value: order.dueOn && date(order.dueOn) },
              { label: "Compliance", value: order.complianceConfirmed ? "confirmed by the client" : "not confirmed" },
            ]}
          />
        </Group>
        <Group title="What is ordered">
          <OrderBrief order={order} />
        </Group>
      </RecordFacts>
      <RecordTimeline>
        <History order={order} />
      </RecordTimeline>
      <RecordRelated>
        <LinkedCampaigns order={order} onLink={onLink} />
      </RecordRelated>
    </>
  );
}

function History({ order }: { order: Order }) {
  const taken = useQuery(downloads(order.id)).data?.items ?? [];
  const events: TimelineEvent[] = [
    { id: "created", at: order.createdAt, icon: FilePlus, title: "Created" },
    ...(order.submittedAt ? [{ id: "submitted", at: order.submittedAt, icon: Send, title: "Submitted" }] : []),
    ...taken.map((item) => ({
      id: item.id,
      at: item.at,
      icon: Download,
      title: `${plural(item.leadCount, "lead")} downloaded`,
      detail: item.userName,
    })),
  ];
  return (
    <Group
      title="What happened"
      actions={
        <Button asChild size="sm" variant="outline">
          <a href={apiUrl("/orders/{id}/leads.csv", { path: { id: order.id } })} download>
            <Download />
            CSV
          </a>
        </Button>
      }
    >
      <Timeline events={events} empty="Nothing yet." />
    </Group>
  );
}

function LinkedCampaigns({ order, onLink }: { order: Order; onLink?: () => void }) {
  const linked = order.campaigns ?? [];
  return (
    <Group title="Linked campaigns">
      {linked.length > 0 ? (
        <ul className="divide-y rounded-md border">
          {linked.map((campaign) => (
            <li key={campaign.id} className="flex min-h-10 items-center gap-3 px-3 text-table">
              <Link href={`/campaigns/${campaign.id}`} className="min-w-0 flex-1 truncate font-medium hover:underline">
                {campaign.name}
              </Link>
              <StatusBadge status={campaign.status} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="flex flex-col items-start gap-2 text-table text-muted-foreground">
          No campaign is linked yet, so nothing can be delivered.
          {onLink && (
            <Button size="sm" variant="outline" onClick={onLink}>
              Link campaigns
            </Button>
          )}
        </div>
      )}
      <p className="mt-2 text-xs text-muted-foreground">Only approved leads of these go to the client.</p>
    </Group>
  );
}
