import { ArrowRightLeft, Hourglass, Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { count, plural } from "@/lib/format";
import { useMove } from "../mutations";
import { MoveAgentsDialog } from "./move-agents-dialog";

type Asking = "drain" | "complete" | "agents" | null;

/** Start, pause, drain, stop, move agents. What cannot be taken back asks first. */
export function CampaignControls({ campaign, snapshot, others }: { campaign: CampaignListRow; snapshot: QueueSnapshot; others: readonly CampaignListRow[] }) {
  const move = useMove();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const go = (to: "start" | "pause" | "drain" | "complete") => move.mutate({ id: campaign.id, move: to });
  const { status } = snapshot;
  const running = status === "active" || status === "draining" || status === "paused";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {running && others.length > 0 && snapshot.agents.length > 0 && (
        <Button variant="outline" onClick={() => setAsking("agents")}>
          <ArrowRightLeft />
          Move agents
        </Button>
      )}
      {running && (
        <Button variant="danger-outline" disabled={move.isPending} onClick={() => setAsking("complete")}>
          <Square />
          Stop
        </Button>
      )}
      {status === "active" && (
        <Button variant="outline" disabled={move.isPending} onClick={() => setAsking("drain")}>
          <Hourglass />
          Drain
        </Button>
      )}
      {(status === "active" || status === "draining") && (
        <Button variant="outline" disabled={move.isPending} onClick={() => go("pause")}>
          <Pause />
          Pause
        </Button>
      )}
      {status === "paused" && (
        <Button disabled={move.isPending} onClick={() => go("start")}>
          <Play />
          Start dialing
        </Button>
      )}
      <ConfirmDialog open={asking === "drain"} onOpenChange={close} title={`Drain ${campaign.name}?`} confirm="Drain campaign" onConfirm={() => go("drain")}>
        No new calls are dialled. The campaign completes when the last call has its disposition; {count(snapshot.queued)} people stay uncalled.
      </ConfirmDialog>
      <ConfirmDialog open={asking === "complete"} onOpenChange={close} title={`Stop ${campaign.name}?`} confirm="Stop campaign" danger onConfirm={() => go("complete")}>
        The campaign is completed at once and cannot be started again; {count(snapshot.queued)} people stay uncalled. {plural(snapshot.inFlight, "running call")} end{snapshot.inFlight === 1 ? "s" : ""} by
        {snapshot.inFlight === 1 ? " itself" : " themselves"}. To go on later, pause instead.
      </ConfirmDialog>
      <MoveAgentsDialog open={asking === "agents"} onOpenChange={close} campaign={campaign} agents={snapshot.agents} others={others} />
    </div>
  );
}
