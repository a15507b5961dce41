import { useQuery } from "@tanstack/react-query";
import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  Coffee,
  Headphones,
  PhoneIncoming,
  PhoneOutgoing,
  Power,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import type { AgentView } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { StatusBadge } from "@/components/status-badge";
import { EmptyState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/lib/clock";
import { age, duration } from "@/lib/format";
import { useSetStatus } from "../mutations";
import { myCalls } from "../queries";
import { allowSound } from "../use-call-alert";
import { UnsavedCalls } from "./unsaved-calls";

const texts: Record<string, { icon: LucideIcon; title: string; text: string }> = {
  available: {
    icon: PhoneIncoming,
    title: "Waiting for a call",
    text: "The next call opens here by itself, with a sound. You need not do anything.",
  },
  break: { icon: Coffee, title: "You are on a break", text: "No calls come in until you are available again." },
  offline: { icon: Power, title: "You are offline", text: "Calls of your campaign reach you as soon as you are available." },
};

const byMode: Record<string, (typeof texts)[string]> = {
  preview: {
    icon: PhoneIncoming,
    title: "Waiting for the next contact",
    text: "It opens here for you to look at; nothing is dialled before you say so or its time is over.",
  },
  manual: { icon: PhoneOutgoing, title: "You dial", text: "Find a contact of the campaign below, or type a number." },
};

/** What is true of the campaign counts more than what its mode would do. */
const byCampaign: Record<string, (typeof texts)[string]> = {
  draft: {
    icon: CircleDashed,
    title: "The campaign has not started",
    text: "Calls come as soon as your manager starts it. Stay available, or take a break meanwhile.",
  },
  paused: {
    icon: CirclePause,
    title: "The campaign is paused",
    text: "No calls come until your manager starts it again. You may stay available.",
  },
  draining: {
    icon: CircleDashed,
    title: "The campaign is ending",
    text: "No new calls are dialled; only what is already ringing may still reach you.",
  },
  completed: {
    icon: CircleCheck,
    title: "The campaign is over",
    text: "No more calls come from it. Your manager assigns you to the next one.",
  },
  cancelled: {
    icon: CircleCheck,
    title: "The campaign is over",
    text: "No more calls come from it. Your manager assigns you to the next one.",
  },
};

const connectionLost = {
  ...texts.offline!,
  title: "You were taken offline",
  text: "This page had lost its connection, so calls went to others. Become available when you are ready.",
};

export function DeskIdle({ view, children }: { view: AgentView; children?: ReactNode }) {
  const setStatus = useSetStatus();
  const look = lookOf(view);
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <EmptyState
        icon={look.icon}
        title={look.title}
        className="py-10"
        action={
          view.status !== "available" &&
          texts[view.status] && (
            <Button
              size="lg"
              disabled={!view.campaignId}
              onClick={() => {
                allowSound();
                setStatus.mutate({ status: "available" });
              }}
            >
              <Headphones />
              Become available
            </Button>
          )
        }
      >
        {view.campaignId ? look.text : "You are not assigned to a campaign. Ask your manager to add you to one; it appears on the left."}
      </EmptyState>
      <UnsavedCalls agentId={view.agentId} />
      {children}
      <RecentCalls agentId={view.agentId} />
    </div>
  );
}

function lookOf({ status, reason, means }: AgentView) {
  if (status === "offline" && reason === "connection_lost") return connectionLost;
  const waiting = status === "available" ? (byCampaign[means?.campaignStatus ?? ""] ?? byMode[means?.dialMode ?? ""]) : undefined;
  return waiting ?? texts[status] ?? { icon: Headphones, title: "One moment", text: "The call is being prepared." };
}

function RecentCalls({ agentId }: { agentId: string }) {
  const query = useQuery(myCalls(agentId));
  const now = useNow();
  return (
    <SectionCard title="My last calls" flush className="flex-none">
      {query.isPending ? (
        <Skeleton className="m-4 h-24" />
      ) : !query.data || query.data.items.length === 0 ? (
        <p className="px-4 py-5 text-table text-muted-foreground">No calls yet.</p>
      ) : (
        <ul className="divide-y">
          {query.data.items.map((call) => (
            <li key={call.id} className="flex min-h-9 items-center gap-3 px-4 py-1 text-table">
              <span className="min-w-0 flex-1 truncate font-medium">{call.contactName}</span>
              <StatusBadge status={call.disposition ?? call.outcome ?? call.status} />
              <span className="num w-14 text-right text-muted-foreground">{call.talkSeconds ? duration(call.talkSeconds * 1000) : ""}</span>
              <span className="hidden w-24 text-right text-xs text-muted-foreground sm:block">{age(call.createdAt, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
