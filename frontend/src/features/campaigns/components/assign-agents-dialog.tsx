import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { toProblem } from "@/api/problem";
import type { Campaign } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { plural } from "@/lib/format";
import { useAssignAgents } from "../mutations";
import { assignable } from "../queries";
import { AgentPicker } from "./agent-picker";

export function AssignAgentsDialog({ campaign, open, onOpenChange }: { campaign: Campaign; open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Agents</DialogTitle>
          <DialogDescription>Whoever is taken off finishes the current call first.</DialogDescription>
        </DialogHeader>
        <AssignForm campaign={campaign} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AssignForm({ campaign, onDone }: { campaign: Campaign; onDone: () => void }) {
  const agents = useQuery(assignable());
  const assign = useAssignAgents();
  const [ids, setIds] = useState<string[]>(campaign.agentIds);
  return (
    <>
      <div className="min-h-24 overflow-y-auto border-t">
        <AgentPicker agents={agents.data ?? []} campaignId={campaign.id} value={ids} onChange={setIds} />
      </div>
      {assign.error && (
        <p role="alert" className="bg-danger-soft px-5 py-2 text-table text-danger-ink">
          {toProblem(assign.error).message}
        </p>
      )}
      <DialogFooter>
        <Button
          disabled={assign.isPending}
          onClick={() =>
            assign.mutate(
              { id: campaign.id, agentIds: ids },
              {
                onSuccess: () => {
                  toast.success("Agents saved");
                  onDone();
                },
              },
            )
          }
        >
          Assign {plural(ids.length, "agent")}
        </Button>
      </DialogFooter>
    </>
  );
}
