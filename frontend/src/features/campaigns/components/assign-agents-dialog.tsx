import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { toProblem } from "@/api/problem";
import type { AgentAssignment, Campaign } from "@/api/types";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { plural } from "@/lib/format";
import { useAssignAgents } from "../mutations";
import { assignable, assignments } from "../queries";
import { AgentPicker } from "./agent-picker";
import { AssignmentFields } from "./assignment-fields";

export function AssignAgentsDialog({
  campaign,
  open,
  onOpenChange,
}: {
  campaign: Campaign;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Agents</DialogTitle>
          <DialogDescription>
            Whoever is taken off finishes the current call first. Skill and rank count where the campaign's rules choose by them.
          </DialogDescription>
        </DialogHeader>
        <Loaded campaign={campaign} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Loaded({ campaign, onDone }: { campaign: Campaign; onDone: () => void }) {
  // The form starts from what is assigned now, not from what an earlier visit saw.
  const query = useQuery({ ...assignments(campaign.id), staleTime: 0 });
  if (!query.isFetchedAfterMount) return <Skeleton className="m-5 h-24" />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <AssignForm campaign={campaign} known={query.data.assignments ?? []} onDone={onDone} />;
}

function AssignForm({ campaign, known, onDone }: { campaign: Campaign; known: readonly AgentAssignment[]; onDone: () => void }) {
  const agents = useQuery(assignable());
  const assign = useAssignAgents();
  const [ids, setIds] = useState<string[]>(campaign.agentIds);
  const [rows, setRows] = useState<Record<string, AgentAssignment>>(() => Object.fromEntries(known.map((row) => [row.agentId, row])));
  const rowOf = (agentId: string) => rows[agentId] ?? { agentId, skillLevel: 5, rank: 5, wrapUpSeconds: null };
  return (
    <>
      <div className="min-h-24 overflow-y-auto border-t">
        {agents.data?.length === 0 && (
          <p className="px-5 py-6 text-table text-muted-foreground">
            Nobody has the role agent. An administrator gives it under Users and roles.
          </p>
        )}
        <AgentPicker agents={agents.data ?? []} campaignId={campaign.id} value={ids} onChange={setIds}>
          {(agent) => (
            <AssignmentFields
              name={agent.name}
              value={rowOf(agent.id)}
              onChange={(row) => setRows((old) => ({ ...old, [agent.id]: row }))}
            />
          )}
        </AgentPicker>
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
              { id: campaign.id, agentIds: ids, assignments: ids.map(rowOf) },
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
