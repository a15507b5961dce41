import { AlertTriangle } from "lucide-react";
import type { Campaign, QueueSnapshot } from "@/api/types";
import { cn } from "@/lib/cn";
import { alertWords } from "./alerts";

/** The worst that goes wrong now, in words: a number of alerts alone sends a manager away from the wall to find out. */
export function WallAlert({ campaigns, snapshots, now }: { campaigns: readonly Campaign[]; snapshots: readonly QueueSnapshot[]; now: number }) {
  const all = snapshots.flatMap((snapshot) => snapshot.alerts.map((alert) => ({ alert, snapshot })));
  const worst = all.find(({ alert }) => alert.level === "danger") ?? all[0];
  if (!worst) return null;
  const danger = worst.alert.level === "danger";
  const name = campaigns.length > 1 && campaigns.find((campaign) => campaign.id === worst.snapshot.campaignId)?.name;
  return (
    <p className={cn("flex shrink-0 items-center gap-[1.2vh] rounded-lg px-[1.8vh] py-[0.8vh] text-[clamp(14px,2.2vh,28px)] leading-[1.4]", danger ? "bg-danger-soft text-danger-ink" : "bg-warning-soft text-warning-ink")}>
      <AlertTriangle className="size-[1.1em] shrink-0" aria-label={danger ? "Alert" : "Warning"} />
      <span className="min-w-0 md:truncate">
        {name && <strong className="font-semibold">{name}: </strong>}
        {alertWords(worst.alert, worst.snapshot.agents, now)}
      </span>
      {all.length > 1 && <span className="num ml-auto shrink-0 font-semibold">+{all.length - 1}</span>}
    </p>
  );
}
