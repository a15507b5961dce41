import { useState } from "react";
import { toast } from "sonner";
import { toProblem } from "@/api/problem";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { StatusBadge } from "@/components/status-badge";
import { plural } from "@/lib/format";
import { useMoveAgents } from "../mutations";

type Props = {
  campaign: CampaignListRow;
  agents: QueueSnapshot["agents"];
  others: readonly CampaignListRow[];
  onOpenChange: (open: boolean) => void;
};

export function MoveAgentsDialog({ open, ...props }: Props & { open: boolean }) {
  return (
    <Dialog open={open} onOpenChange={props.onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Move agents</DialogTitle>
          <DialogDescription>From {props.campaign.name}. Whoever is on a call finishes it first.</DialogDescription>
        </DialogHeader>
        <MoveForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function MoveForm({ campaign, agents, others, onOpenChange }: Props) {
  const move = useMoveAgents();
  const [chosen, setChosen] = useState<string[]>([]);
  const [to, setTo] = useState("");
  const target = others.find((other) => other.id === to);
  return (
    <>
      <div className="flex flex-col gap-3 overflow-y-auto border-t px-5 py-4">
        <SelectInput
          aria-label="To campaign"
          value={to}
          onValueChange={setTo}
          placeholder="To which campaign"
          options={others.map((other) => ({ value: other.id, label: other.name }))}
        />
        <ul className="flex flex-col">
          {agents.map((agent) => (
            <li key={agent.agentId}>
              <label className="flex h-9 items-center gap-2.5 text-table">
                <Checkbox
                  checked={chosen.includes(agent.agentId)}
                  onCheckedChange={(checked) =>
                    setChosen(checked === true ? [...chosen, agent.agentId] : chosen.filter((id) => id !== agent.agentId))
                  }
                />
                <span className="min-w-0 flex-1 truncate">{agent.name}</span>
                <StatusBadge status={agent.status} />
              </label>
            </li>
          ))}
        </ul>
      </div>
      {move.error && (
        <p role="alert" className="bg-danger-soft px-5 py-2 text-table text-danger-ink">
          {toProblem(move.error).message}
        </p>
      )}
      <DialogFooter>
        <Button
          disabled={!target || chosen.length === 0 || move.isPending}
          onClick={() =>
            move.mutate(
              { from: campaign.id, to, agentIds: chosen },
              {
                onSuccess: () => {
                  toast.success(`${plural(chosen.length, "agent")} moved to ${target?.name}`);
                  onOpenChange(false);
                },
              },
            )
          }
        >
          Move {chosen.length > 0 ? plural(chosen.length, "agent") : "agents"}
        </Button>
      </DialogFooter>
    </>
  );
}
