import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Link2, Play } from "lucide-react";
import { useState } from "react";
import { useParams } from "wouter";
import { useChannel } from "@/api/realtime";
import type { Order } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { HeaderActionBar, type HeaderAction } from "@/components/header-action-bar";
import { RecordPage } from "@/components/record/record-page";
import { StatusBadge } from "@/components/status-badge";
import { count, date } from "@/lib/format";
import { LinkCampaignsDialog } from "./components/link-campaigns-dialog";
import { OrderRecord } from "./components/order-record";
import { useOrderMove } from "./mutations";
import { order } from "./queries";

const isOpen = (record: Order) => record.status === "submitted" || record.status === "in_progress";

export default function OrderPage() {
  const { id } = useParams<{ id: string }>();
  const client = useQueryClient();
  const query = useQuery(order(id));
  const [linking, setLinking] = useState(false);
  useChannel("orders", () => void client.invalidateQueries({ queryKey: ["orders"] }));
  useChannel("leads", () => void client.invalidateQueries({ queryKey: ["orders", id] }));
  const link = () => setLinking(true);
  return (
    <RecordPage
      query={query}
      back={{ href: "/orders", label: "Orders" }}
      title={(record) => record.title}
      badge={(record) => <StatusBadge status={record.status} />}
      context={({ number, clientName, submittedAt }) =>
        [number, clientName, submittedAt && `submitted ${date(submittedAt)}`].filter(Boolean).join(" · ")
      }
      actions={(record) => <OrderActions order={record} onLink={link} />}
    >
      {(record) => (
        <>
          <OrderRecord order={record} onLink={isOpen(record) ? link : undefined} />
          <LinkCampaignsDialog order={record} open={linking} onOpenChange={setLinking} />
        </>
      )}
    </RecordPage>
  );
}

/** The next step is the primary one: campaigns first, then work. */
function OrderActions({ order: record, onLink }: { order: Order; onLink: () => void }) {
  const { status, delivered, leadGoal } = record;
  const move = useOrderMove(record.id);
  const [completing, setCompleting] = useState(false);
  const linked = Boolean(record.campaigns?.length);
  const next = (when: boolean) => (when ? ("primary" as const) : ("plain" as const));
  const actions: (HeaderAction | false)[] = [
    isOpen(record) && {
      label: "Link campaigns",
      icon: Link2,
      onSelect: onLink,
      tone: next(!linked),
    },
    status === "submitted" && {
      label: "Start work",
      icon: Play,
      tone: next(linked),
      disabled: move.isPending,
      onSelect: () => move.mutate("start"),
    },
    status === "in_progress" && { label: "Complete", icon: Check, disabled: move.isPending, onSelect: () => setCompleting(true) },
  ];
  return (
    <>
      <HeaderActionBar actions={actions.filter((action) => action !== false)} />
      <ConfirmDialog
        open={completing}
        onOpenChange={setCompleting}
        title="Complete this order?"
        confirm="Complete order"
        onConfirm={() => move.mutate("complete")}
      >
        {count(delivered)} of {count(leadGoal)} leads are delivered. The client can still download them.
      </ConfirmDialog>
    </>
  );
}
