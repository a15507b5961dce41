import { useQueryClient } from "@tanstack/react-query";
import { Coffee } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { MyBreak } from "@/api/types";
import { Keys } from "@/components/keys";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/cn";
import { useCommands, type Command } from "@/lib/commands";
import { myBreaks } from "../queries";
import { useBreaks } from "../use-breaks";

interface Props {
  className: string;
  onChoose: (reason: string) => void;
}

/** Breaks with what is left of each today; one that is used up can still be taken, and says so. */
export function BreakMenu({ className, onChoose }: Props) {
  const client = useQueryClient();
  const breaks = useBreaks();
  const [open, setOpen] = useState(false);
  const show = useCallback(
    (now: boolean) => {
      setOpen(now);
      if (now) void client.invalidateQueries({ queryKey: myBreaks().queryKey });
    },
    [client],
  );
  // Which break it is has limits behind it: the key opens the choice and takes none by itself.
  const commands = useMemo<Command[]>(
    () => [{ id: "desk:break", title: "Take a break", group: "Desk", keys: "b", icon: Coffee, run: () => show(true) }],
    [show],
  );
  useCommands(commands);
  return (
    <DropdownMenu open={open} onOpenChange={show}>
      <DropdownMenuTrigger className={className}>
        <Coffee className="size-4" aria-hidden />
        Break
        <Keys keys="b" className="ml-auto" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        {breaks.map(({ reason, label, rule }) => (
          <DropdownMenuItem key={reason} onSelect={() => onChoose(reason)}>
            <span className="min-w-0 flex-1 truncate">{label}</span>
            {rule && <Left rule={rule} />}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Left({ rule }: { rule: MyBreak }) {
  const day = rule.maxMinutesDay === null ? null : Math.max(0, rule.maxMinutesDay - Math.floor(rule.usedSeconds / 60));
  const minutes = [rule.maxMinutes, day].filter((each) => each !== null);
  if (minutes.length === 0) return <span className="text-xs text-muted-foreground">no limit</span>;
  const left = Math.min(...minutes);
  return (
    <span className={cn("num text-xs", left === 0 ? "font-medium text-warning-ink" : "text-muted-foreground")}>
      {left === 0 ? "used up" : `${left} min`}
    </span>
  );
}
