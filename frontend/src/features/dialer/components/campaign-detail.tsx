import { Hourglass, Info, Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { Campaign, QueueSnapshot } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { SectionCard } from "@/components/section-card";
import { StatStrip } from "@/components/stat";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { clock, count, percent, plural } from "@/lib/format";
import { useMove } from "../mutations";
import { idleWord } from "../words";
import { AbandonBudget } from "./abandon-budget";
import { AgentsTable } from "./agents-table";
import { LiveCallsTable } from "./live-calls-table";
import { PaceCard } from "./pace-card";
import { WaitingReasons } from "./waiting-reasons";

export function CampaignDetail({ campaign, snapshot }: { campaign: Campaign; snapshot: QueueSnapshot | undefined }) {
  const move = useMove();
  const [draining, setDraining] = useState(false);
  if (!snapshot) return <Skeleton className="h-72 rounded-lg" />;
  const { status, today, agents } = snapshot;
  const by = (state: string) => agents.filter((agent) => agent.status === state).length;
  const signedIn = agents.filter((agent) => agent.status !== "offline").length;
  const busy = by("on_call") + by("wrap_up");
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto min-w-0 truncate text-[15px] font-semibold">
          <Link href={`/campaigns/${campaign.id}`} className="hover:underline">
            {campaign.name}
          </Link>
        </h2>
        {status === "active" && (
          <>
            <Button variant="outline" disabled={move.isPending} onClick={() => setDraining(true)}>
              <Hourglass />
              Drain
            </Button>
            <Button variant="outline" disabled={move.isPending} onClick={() => move.mutate({ id: campaign.id, move: "pause" })}>
              <Pause />
              Pause
            </Button>
          </>
        )}
        {status === "paused" && (
          <>
            <Button variant="outline" disabled={move.isPending} onClick={() => move.mutate({ id: campaign.id, move: "complete" })}>
              <Square />
              Complete
            </Button>
            <Button disabled={move.isPending} onClick={() => move.mutate({ id: campaign.id, move: "start" })}>
              <Play />
              Start dialing
            </Button>
          </>
        )}
      </div>
      {snapshot.idleReason && (
        <p role="status" className="flex items-center gap-2 rounded-lg border bg-surface px-3 py-2 text-table">
          <Info className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          Not dialing. {idleWord(snapshot.idleReason)}
          {snapshot.nextOpen && ` Calling hours open at ${clock(Date.parse(snapshot.nextOpen), campaign.window.timeZone)}.`}
        </p>
      )}
      <StatStrip
        items={[
          { label: "Ready", value: count(by("available")), note: `of ${signedIn} signed in` },
          { label: "On call", value: count(by("on_call")) },
          { label: "Wrap-up", value: count(by("wrap_up")) },
          { label: "In flight", value: count(snapshot.inFlight), note: "dialing or ringing too" },
          { label: "Answered", value: today.dials > 0 ? percent(today.answered / today.dials, 1) : "–", note: `${count(today.answered)} of ${plural(today.dials, "dial")}` },
          { label: "Occupancy", value: signedIn > 0 ? percent(busy / signedIn) : "–", note: "busy now" },
          { label: "Qualified", value: count(today.qualified), note: "today" },
        ]}
      />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <PaceCard campaign={campaign} pace={snapshot.pace} />
        <AbandonBudget today={today} cap={snapshot.pace.abandonCap} />
        <WaitingReasons snapshot={snapshot} />
        <SectionCard title="Agents" hint={`${signedIn} of ${agents.length} signed in`} flush>
          <AgentsTable agents={agents} />
        </SectionCard>
        <SectionCard title="Live calls" hint={count(snapshot.calls.length)} flush>
          <LiveCallsTable calls={snapshot.calls} agents={agents} />
        </SectionCard>
      </div>
      <ConfirmDialog
        open={draining}
        onOpenChange={setDraining}
        title={`Drain ${campaign.name}?`}
        confirm="Drain campaign"
        onConfirm={() => move.mutate({ id: campaign.id, move: "drain" })}
      >
        No new calls are dialled. The campaign completes when the last call has its disposition; {count(snapshot.queued)} people stay uncalled.
      </ConfirmDialog>
    </>
  );
}
