import { Coffee, MoreHorizontal, PenLine, Power } from "lucide-react";
import { useState } from "react";
import type { AgentIdle, QueueAgent } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Scroll } from "@/components/scroll";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useNow } from "@/lib/clock";
import { elapsed } from "@/lib/format";
import { ForceDialog, type Forcing } from "./force-dialog";
import { IdleBar } from "./idle-bar";

const order = ["on_call", "wrap_up", "preview", "available", "break", "offline"];

export function AgentsTable({ agents, idle }: { agents: readonly QueueAgent[]; idle: readonly AgentIdle[] }) {
  const now = useNow();
  const [forcing, setForcing] = useState<Forcing>();
  if (agents.length === 0)
    return (
      <p className="px-4 py-6 text-table text-muted-foreground">
        No agent has signed in to this campaign. Agents appear when they set themselves available at the desk.
      </p>
    );
  // Longest in the state first: for available agents this is the order in which they get calls.
  const rows = agents.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.since.localeCompare(b.since));
  return (
    <>
      <Scroll label="Agents">
        <table className="w-full min-w-[460px] text-table">
          <thead className="text-xs text-muted-foreground">
            <tr className="border-b [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium [&>th:first-child]:pl-4">
              <th scope="col" className="text-left">
                Agent
              </th>
              <th scope="col" className="text-left">
                State
              </th>
              <th scope="col" className="text-right">
                For
              </th>
              <th scope="col" className="text-left whitespace-nowrap">
                Waited today, by reason
              </th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map((agent) => (
              <tr key={agent.agentId} className="h-9 hover:bg-hover [&>td]:px-2 [&>td:first-child]:pl-4 [&>td:last-child]:pr-3">
                <td className="max-w-0 w-full">
                  <span className="flex min-w-0 items-center gap-2">
                    <Avatar name={agent.name} className="size-5 text-[9px]" />
                    <span className="truncate font-medium">{agent.name}</span>
                  </span>
                </td>
                <td>
                  <StatusBadge status={agent.status} />
                </td>
                <td className="num text-right">
                  {agent.pauseUntil && Date.parse(agent.pauseUntil) < now ? (
                    <span className="rounded-sm bg-warning-soft px-1 font-medium text-warning-ink" title="Over the limit of the break">
                      {elapsed(now - Date.parse(agent.since))} over
                    </span>
                  ) : (
                    elapsed(now - Date.parse(agent.since))
                  )}
                </td>
                <td>
                  <IdleBar seconds={idle.find((each) => each.agentId === agent.agentId)?.seconds} />
                </td>
                <td className="w-8 text-right">
                  <DropdownMenu>
                    <DropdownMenuTrigger asChild>
                      <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${agent.name}`}>
                        <MoreHorizontal />
                      </Button>
                    </DropdownMenuTrigger>
                    <DropdownMenuContent align="end">
                      {agent.status === "wrap_up" && (
                        <DropdownMenuItem onSelect={() => setForcing({ agent, status: "available" })}>
                          <PenLine />
                          End wrap-up…
                        </DropdownMenuItem>
                      )}
                      <DropdownMenuItem onSelect={() => setForcing({ agent, status: "break" })}>
                        <Coffee />
                        Send on break…
                      </DropdownMenuItem>
                      <DropdownMenuItem onSelect={() => setForcing({ agent, status: "offline" })}>
                        <Power />
                        Sign off…
                      </DropdownMenuItem>
                    </DropdownMenuContent>
                  </DropdownMenu>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <ForceDialog forcing={forcing} onClose={() => setForcing(undefined)} />
    </>
  );
}
