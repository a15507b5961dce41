import { Headphones, X } from "lucide-react";
import { useSession } from "@/api/session";
import type { SupervisionView } from "@/api/types";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/cn";
import { useStopSupervising, useSupervise } from "../mutations";
import { supervisorRoles } from "../supervisor-roles";

/** A supervisor's part in a conversation: the own phone rings, and the role can change while it goes on. */
export function SuperviseMenu({ callId, of, supervision }: { callId: string; of: string; supervision: SupervisionView | undefined }) {
  const { user } = useSession();
  const supervise = useSupervise();
  const stop = useStopSupervising();
  const mine = supervision?.supervisorId === user.id;
  const taken = supervision !== undefined && !mine;
  const role = supervisorRoles.find((each) => each.value === supervision?.role);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          disabled={taken || supervise.isPending || stop.isPending}
          aria-label={taken ? `Somebody listens to ${of}` : mine ? `You are on the call of ${of}: ${role?.label}` : `Listen to ${of}`}
          title={taken ? "Another supervisor is on this call" : (role?.label ?? "Listen")}
          className={cn(supervision && "text-primary-ink")}
        >
          {role ? <role.icon /> : <Headphones />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-56">
        {supervisorRoles.map((each) => (
          <DropdownMenuItem
            key={each.value}
            disabled={mine && each.value === supervision.role}
            onSelect={() => supervise.mutate({ callId, role: each.value })}
          >
            <each.icon />
            <span>
              {each.label}
              <span className="block text-xs text-muted-foreground">{each.hint}</span>
            </span>
          </DropdownMenuItem>
        ))}
        {mine && (
          <DropdownMenuItem onSelect={() => stop.mutate(callId)}>
            <X />
            Leave the call
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
