import { AlertTriangle } from "lucide-react";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { cn } from "@/lib/cn";
import { alertWords } from "./alerts";

const line = "flex shrink-0 items-center gap-[1.2vh] rounded-lg px-[1.8vh] py-[0.8vh] text-[clamp(14px,2.2vh,28px)] leading-[1.4]";

/** The worst that goes wrong now, in words: a number of alerts alone sends a manager away from the wall to find out. */
export function WallAlert({
  campaigns,
  snapshots,
  now,
}: {
  campaigns: readonly CampaignListRow[];
  snapshots: readonly QueueSnapshot[];
  now: number;
}) {
  const all = snapshots.flatMap((snapshot) => snapshot.alerts.map((alert) => ({ alert, snapshot })));
  const worst = all.find(({ alert }) => alert.level === "danger") ?? all[0];
  // The line stays when all is well: a board that jumps with every alert is hard to read.
  if (!worst) return <p className={cn(line, "border text-muted-foreground")}>{snapshots.length > 0 ? "No alerts" : "\u00a0"}</p>;
  const danger = worst.alert.level === "danger";
  const name = campaigns.length > 1 && campaigns.find((campaign) => campaign.id === worst.snapshot.campaignId)?.name;
  return (
    <p
      className={cn(
        line,
        danger ? "border border-transparent bg-danger-soft text-danger-ink" : "border border-transparent bg-warning-soft text-warning-ink",
      )}
    >
      <AlertTriangle className="size-[1.1em] shrink-0" aria-label={danger ? "Alert" : "Warning"} />
      <span className="min-w-0 md:truncate">
        {name && <strong className="font-semibold">{name}: </strong>}
        {alertWords(worst.alert, worst.snapshot.agents, now)}
      </span>
      {all.length > 1 && <span className="num ml-auto shrink-0 font-semibold">+{all.length - 1}</span>}
    </p>
  );
}
