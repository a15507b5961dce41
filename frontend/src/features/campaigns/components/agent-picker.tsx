import type { ReactNode } from "react";
import type { AssignableAgent } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/cn";

export function AgentPicker({
  agents,
  campaignId,
  value,
  onChange,
  children,
}: {
  agents: readonly AssignableAgent[];
  campaignId: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** Beside each chosen agent. */
  children?: (agent: AssignableAgent) => ReactNode;
}) {
  return (
    <ul className="divide-y">
      {agents.map((agent) => {
        const elsewhere = agent.campaignId !== null && agent.campaignId !== undefined && agent.campaignId !== campaignId;
        return (
          <li key={agent.id} className="flex flex-wrap items-center pr-4">
            <label
              htmlFor={`agent-${agent.id}`}
              className={cn(
                "flex min-h-11 min-w-0 flex-1 basis-60 items-center gap-3 px-4 py-1.5 text-table",
                elsewhere ? "text-muted-foreground" : "hover:bg-hover",
              )}
            >
              <Checkbox
                id={`agent-${agent.id}`}
                disabled={elsewhere}
                checked={value.includes(agent.id)}
                onCheckedChange={(on) => onChange(on === true ? [...value, agent.id] : value.filter((id) => id !== agent.id))}
              />
              <Avatar name={agent.name} className="size-6 text-[10px]" />
              <span className="truncate font-medium">{agent.name}</span>
              {elsewhere && <span className="ml-auto truncate text-xs">works on {agent.campaignName}</span>}
            </label>
            {value.includes(agent.id) && children?.(agent)}
          </li>
        );
      })}
    </ul>
  );
}
