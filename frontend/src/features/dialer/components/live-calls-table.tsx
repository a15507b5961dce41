import { PhoneOff } from "lucide-react";
import type { LiveCall, QueueAgent } from "@/api/types";
import { Scroll } from "@/components/scroll";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/clock";
import { elapsed, none, phone } from "@/lib/format";
import { useHangUp } from "../mutations";
import { useSupervisions } from "../use-supervisions";
import { SuperviseMenu } from "./supervise-menu";

const order = ["bridged", "answered", "ringing", "dialing", "intent"];

export function LiveCallsTable({ calls, agents }: { calls: readonly LiveCall[]; agents: readonly QueueAgent[] }) {
  const now = useNow();
  const hangUp = useHangUp();
  const supervisions = useSupervisions();
  if (calls.length === 0) return <p className="px-4 py-6 text-table text-muted-foreground">No call is running.</p>;
  const rows = calls.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.since.localeCompare(b.since));
  return (
    <Scroll label="Live calls">
      <table className="w-full min-w-[420px] text-table">
        <thead className="text-xs text-muted-foreground">
          <tr className="border-b [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium [&>th:first-child]:pl-4">
            <th scope="col" className="text-left">
              Agent
            </th>
            <th scope="col" className="text-left">
              Number
            </th>
            <th scope="col" className="text-left">
              State
            </th>
            <th scope="col" className="text-right">
              For
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((call) => (
            <tr key={call.callId} className="h-9 hover:bg-hover [&>td]:px-2 [&>td:first-child]:pl-4 [&>td:last-child]:pr-3">
              <td className="max-w-0 w-full truncate font-medium">
                {agents.find((agent) => agent.agentId === call.agentId)?.name ?? none}
              </td>
              <td className="num whitespace-nowrap">{phone(call.phone)}</td>
              <td>
                <StatusBadge status={call.status} />
              </td>
              <td className="num text-right">{elapsed(now - Date.parse(call.since))}</td>
              <td className="text-right whitespace-nowrap">
                {call.status === "bridged" && call.agentId && (
                  <SuperviseMenu
                    callId={call.callId}
                    of={agents.find((agent) => agent.agentId === call.agentId)?.name ?? phone(call.phone)}
                    supervision={supervisions[call.callId]}
                  />
                )}
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Hang up ${phone(call.phone)}`}
                  title="Hang up"
                  disabled={hangUp.isPending}
                  onClick={() => hangUp.mutate(call.callId)}
                >
                  <PhoneOff />
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
