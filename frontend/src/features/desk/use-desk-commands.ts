import { Coffee, Headphones, PhoneOff, Power } from "lucide-react";
import { useMemo } from "react";
import type { AgentView } from "@/api/types";
import { useCommands, type Command } from "@/lib/commands";
import { useHangUp, useSetStatus } from "./mutations";
import { useBreaks } from "./use-breaks";
import { allowSound } from "./use-call-alert";

export function useDeskCommands(view: AgentView | undefined) {
  const { mutate: setStatus } = useSetStatus();
  const { mutate: hangUp } = useHangUp();
  const breaks = useBreaks();
  const callId = view?.call && view.call.status !== "ended" ? view.call.callId : undefined;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "desk:available",
        title: "Become available",
        group: "Desk",
        keys: "a",
        icon: Headphones,
        run: () => {
          allowSound();
          setStatus({ status: "available" });
        },
      },
      ...breaks.map(({ reason, label }): Command => ({
        id: `desk:break:${reason}`,
        title: `Take a break: ${label}`,
        group: "Desk",
        icon: Coffee,
        run: () => setStatus({ status: "break", reason }),
      })),
      { id: "desk:offline", title: "Go offline", group: "Desk", icon: Power, run: () => setStatus({ status: "offline" }) },
      ...(callId
        ? [{ id: "desk:hangup", title: "Hang up", group: "Desk" as const, keys: "mod+shift+h", icon: PhoneOff, run: () => hangUp(callId) }]
        : []),
    ],
    [setStatus, hangUp, callId, breaks],
  );
  useCommands(commands);
}
