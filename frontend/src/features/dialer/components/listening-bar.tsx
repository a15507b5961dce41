import { X } from "lucide-react";
import { useSession } from "@/api/session";
import type { QueueSnapshot } from "@/api/types";
import { Button } from "@/components/ui/button";
import { phone } from "@/lib/format";
import { useStopSupervising, useSupervise } from "../mutations";
import { supervisorRoles } from "../supervisor-roles";
import { useSupervisions } from "../use-supervisions";

/** Nobody is on somebody else's call without knowing it: which call, who hears whom, and the way out, wherever the page is scrolled to. */
export function ListeningBar({ snapshots }: { snapshots: readonly QueueSnapshot[] }) {
  const { user } = useSession();
  const mine = Object.values(useSupervisions()).find((each) => each.supervisorId === user.id);
  const supervise = useSupervise();
  const stop = useStopSupervising();
  if (!mine) return null;
  const queue = snapshots.find(({ calls }) => calls.some(({ callId }) => callId === mine.callId));
  const call = queue?.calls.find(({ callId }) => callId === mine.callId);
  const agent = queue?.agents.find(({ agentId }) => agentId === call?.agentId);
  const role = supervisorRoles.find(({ value }) => value === mine.role) ?? supervisorRoles[0]!;
  const busy = supervise.isPending || stop.isPending;
  return (
    <div
      role="region"
      aria-label="Your part in a call"
      className="sticky bottom-3 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-primary bg-primary-soft px-3 py-2 text-table text-primary-ink shadow-pop"
    >
      <role.icon aria-hidden className="size-4 shrink-0" />
      <p role="status" className="min-w-0 flex-1 basis-48">
        <span className="font-semibold">{role.doing}</span> {[agent?.name, call && phone(call.phone)].filter(Boolean).join(" with ")}
        <span className="block text-xs">{role.hint}</span>
      </p>
      {supervisorRoles
        .filter(({ value }) => value !== role.value)
        .map((each) => (
          <Button
            key={each.value}
            size="sm"
            variant="outline"
            disabled={busy}
            onClick={() => supervise.mutate({ callId: mine.callId, role: each.value })}
          >
            <each.icon />
            {each.label}
          </Button>
        ))}
      <Button size="sm" variant="danger-outline" disabled={busy} onClick={() => stop.mutate(mine.callId)}>
        <X />
        Leave the call
      </Button>
    </div>
  );
}
