import { PhoneOff } from "lucide-react";
import type { CallCard } from "@/api/types";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { duration } from "@/lib/format";
import { useHangUp } from "../mutations";
import { CalledPerson } from "./called-person";
import { ExtendWrapUp } from "./extend-wrap-up";

export function CallHeader({ card }: { card: CallCard }) {
  const now = useNow();
  const hangUp = useHangUp();
  const ended = card.status === "ended";
  const talk = (card.endedAt ? Date.parse(card.endedAt) : now) - Date.parse(card.answeredAt);
  const left = card.wrapUpUntil ? Date.parse(card.wrapUpUntil) - now : null;
  return (
    <header
      className={cn(
        "flex flex-wrap items-center gap-x-5 gap-y-3 border-b border-t-2 bg-surface px-4 py-3",
        ended ? "border-t-warning" : "border-t-primary",
      )}
    >
      <CalledPerson card={card} avatar={cn("bg-primary-soft text-primary-ink", !ended && "motion-safe:animate-live")} />
      <div className="flex items-center gap-4">
        <div className="text-right">
          <p className="num text-figure font-semibold" role="timer" aria-label={ended ? "Length of the call" : "Time on the call"}>
            {duration(talk)}
          </p>
          <p className="flex items-center justify-end gap-2 text-xs text-muted-foreground">
            {ended && <ExtendWrapUp />}
            {ended && left !== null && left > 0 ? <span className="num">wrap-up {duration(left)}</span> : `attempt ${card.attemptNo}`}
            <StatusBadge status={ended ? "wrap_up" : card.status === "bridged" ? "on_call" : card.status} />
          </p>
        </div>
        {!ended && (
          <Button variant="danger" size="lg" title="Ctrl Shift H" disabled={hangUp.isPending} onClick={() => hangUp.mutate(card.callId)}>
            <PhoneOff />
            Hang up
          </Button>
        )}
      </div>
    </header>
  );
}
