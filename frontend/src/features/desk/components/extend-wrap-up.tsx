import { useQuery } from "@tanstack/react-query";
import { TimerReset } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { useCommands, type Command } from "@/lib/commands";
import { useExtendWrapUp } from "../mutations";
import { me } from "../queries";

/** More time after the call, while the campaign allows it. */
export function ExtendWrapUp() {
  const { data } = useQuery(me());
  const { mutate, isPending } = useExtendWrapUp();
  const means = data?.means;
  const left = means?.extensionsLeft ?? 0;
  const commands = useMemo<Command[]>(
    () =>
      left > 0
        ? [{ id: "desk:extend", title: "More time for wrap-up", group: "Desk", keys: "w", icon: TimerReset, run: () => mutate() }]
        : [],
    [left, mutate],
  );
  useCommands(commands);
  if (!means || left === 0) return null;
  return (
    <Button size="sm" variant="outline" disabled={isPending} title={`w · ${left} left`} onClick={() => mutate()}>
      <TimerReset />+{means.extensionSeconds} s
    </Button>
  );
}
