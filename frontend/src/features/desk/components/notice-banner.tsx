import { Info, ShieldAlert, X } from "lucide-react";
import { useState } from "react";
import type { AgentNotice } from "@/api/types";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { dateTime, words } from "@/lib/format";
import { reason } from "@/lib/reasons";

interface Props {
  notice: AgentNotice | null | undefined;
  /** The agent only waits or looks: nothing has been dialled since. */
  waiting: boolean;
}

/** What somebody else, or the product, did to the agent; stays until it is read. Why a contact was not reached also outlives the next card, which comes at once. */
export function NoticeBanner({ notice: current, waiting }: Props) {
  const [read, setRead] = useState<string>();
  const [former, setFormer] = useState<AgentNotice>();
  // Who passed a contact over needs no reminder of it.
  const unmet = current?.kind === "preview_over" && current.text !== "skipped";
  const lasting = unmet ? current : waiting && !current ? former : undefined;
  if (lasting?.at !== former?.at) setFormer(lasting);
  const notice = current ?? lasting;
  if (!notice || notice.at === read) return null;
  const forced = notice.kind !== "preview_over" && notice.kind !== "campaign";
  const Icon = forced ? ShieldAlert : Info;
  return (
    <div
      role="status"
      className={cn("flex items-center gap-2 border-b px-4 py-2 text-table", forced ? "bg-warning-soft text-warning-ink" : "bg-sunken")}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1">{textOf(notice)}</p>
      <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={() => setRead(notice.at)}>
        <X />
      </Button>
    </div>
  );
}

export function textOf(notice: AgentNotice) {
  switch (notice.kind) {
    case "forced":
      return `${notice.by ?? "A supervisor"} set you to ${words(notice.about ?? "").toLowerCase()}: ${notice.text}`;
    case "missed_calls":
      return "You were sent on a break because several calls in a row did not reach you. Check your phone before you become available.";
    case "campaign":
      return notice.about
        ? `You now work on ${notice.about}${notice.text ? `, no longer on ${notice.text}` : ""}.`
        : `${notice.text} no longer needs you: it is over, or you were taken off it. Your manager assigns you to the next campaign.`;
    default:
      return `${notice.about ?? "The contact"}: ${reason(notice.text)}${notice.nextAt ? `, may be called again ${dateTime(notice.nextAt)}` : ""}.`;
  }
}
