import { AlertTriangle, Hourglass, Pause, Play } from "lucide-react";
import { useState } from "react";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { count, plural, words } from "@/lib/format";
import { useMove } from "../mutations";
import { MoveQuestion } from "./move-question";

export function CampaignCard({
  campaign,
  snapshot,
  selected,
  onSelect,
}: {
  campaign: CampaignListRow;
  snapshot: QueueSnapshot | undefined;
  selected: boolean;
  onSelect: () => void;
}) {
  const move = useMove();
  const [draining, setDraining] = useState(false);
  const status = snapshot?.status ?? campaign.status;
  const alerts = snapshot?.alerts.length ?? 0;
  const ready = snapshot?.agents.filter((agent) => agent.status === "available").length;
  const figures = [
    { label: "In flight", value: count(snapshot?.inFlight) },
    { label: "Ready", value: count(ready) },
    { label: "Waiting", value: count(snapshot?.queued) },
  ];
  return (
    <div
      role="listitem"
      className={cn(
        "relative flex min-w-52 flex-[1_1_calc(100%/var(--per-row)-12px)] flex-col rounded-lg border bg-surface p-3 shadow-card transition-colors",
        selected ? "border-primary ring-1 ring-primary" : "hover:border-border-strong",
      )}
    >
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
        <StatusBadge status={status} />
        <span className="text-xs text-muted-foreground">{words(snapshot?.pace.mode ?? campaign.dialMode)}</span>
        {alerts > 0 && (
          <Badge tone={snapshot?.alerts.some((alert) => alert.level === "danger") ? "red" : "amber"}>
            <AlertTriangle aria-hidden />
            {plural(alerts, "alert")}
          </Badge>
        )}
        <span className="relative z-10 ml-auto flex gap-1">
          {status === "active" && (
            <>
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={`Drain ${campaign.name}`}
                title="Drain: no new calls, then complete"
                disabled={move.isPending}
                onClick={() => setDraining(true)}
              >
                <Hourglass />
              </Button>
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={`Pause ${campaign.name}`}
                title="Pause"
                disabled={move.isPending}
                onClick={() => move.mutate({ id: campaign.id, move: "pause" })}
              >
                <Pause />
              </Button>
            </>
          )}
          {status === "paused" && (
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={`Start ${campaign.name}`}
              title="Start dialing"
              disabled={move.isPending}
              onClick={() => move.mutate({ id: campaign.id, move: "start" })}
            >
              <Play />
            </Button>
          )}
        </span>
      </div>
      <button
        type="button"
        aria-pressed={selected}
        onClick={onSelect}
        className="mt-2 truncate text-left text-sm font-semibold before:absolute before:inset-0 before:rounded-lg"
      >
        {campaign.name}
      </button>
      <dl className="mt-2 grid grid-cols-3 gap-2">
        {figures.map((figure) => (
          <div key={figure.label}>
            <dt className="text-xs text-muted-foreground">{figure.label}</dt>
            <dd className="num text-sm font-semibold">{figure.value}</dd>
          </div>
        ))}
      </dl>
      <MoveQuestion campaign={campaign} snapshot={snapshot} asking={draining ? "drain" : null} onClose={() => setDraining(false)} />
    </div>
  );
}
