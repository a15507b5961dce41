import { useState } from "react";
import type { QueueAgent } from "@/api/types";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useForceStatus } from "../mutations";

export interface Forcing {
  agent: QueueAgent;
  status: "available" | "break" | "offline";
}

const deeds: Record<Forcing["status"], string> = { available: "End the wrap-up of", break: "Send on a break:", offline: "Sign off" };

/** What a supervisor does to an agent needs a reason: the agent reads it, and it is kept. */
export function ForceDialog({ forcing, onClose }: { forcing: Forcing | undefined; onClose: () => void }) {
  return (
    <Dialog open={forcing !== undefined} onOpenChange={(open) => !open && onClose()}>
      {forcing && <Content key={`${forcing.agent.agentId}-${forcing.status}`} forcing={forcing} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ forcing: { agent, status }, onClose }: { forcing: Forcing; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const force = useForceStatus();
  return (
    <DialogContent>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          force.mutate({ agentId: agent.agentId, status, reason: reason.trim() }, { onSuccess: onClose });
        }}
      >
        <DialogHeader>
          <DialogTitle>
            {deeds[status]} {agent.name}
          </DialogTitle>
          <DialogDescription>A call that runs is finished first. {agent.name} sees your name and the reason.</DialogDescription>
        </DialogHeader>
        <DialogBody>
          <Field label="Reason">
            <Input autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </DialogBody>
        <DialogFooter>
          <Button type="submit" disabled={force.isPending || reason.trim() === ""}>
            {status === "available" ? "End wrap-up" : status === "break" ? "Send on break" : "Sign off"}
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  );
}
