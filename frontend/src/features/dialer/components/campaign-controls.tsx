import { ArrowRightLeft, Hourglass, Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { Button } from "@/components/ui/button";
import { useMove } from "../mutations";
import { MoveAgentsDialog } from "./move-agents-dialog";
import { MoveQuestion, type FinalMove } from "./move-question";

type Asking = FinalMove | "agents" | null;

/** Start, pause, drain, stop, move agents. What cannot be taken back asks first. */
export function CampaignControls({
  campaign,
  snapshot,
  others,
}: {
  campaign: CampaignListRow;
  snapshot: QueueSnapshot;
  others: readonly CampaignListRow[];
}) {
  const move = useMove();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const go = (to: "start" | "pause") => move.mutate({ id: campaign.id, move: to });
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
      <MoveQuestion campaign={campaign} snapshot={snapshot} asking={asking === "agents" ? null : asking} onClose={close} />
      <MoveAgentsDialog open={asking === "agents"} onOpenChange={close} campaign={campaign} agents={snapshot.agents} others={others} />
    </div>
  );
}
