import { useLinkState, type LinkState } from "@/api/realtime";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";

const looks: Record<LinkState, { label: string; className: string }> = {
  live: { label: "Live", className: "bg-success" },
  connecting: { label: "Connecting", className: "bg-warning" },
  stale: { label: "Offline", className: "bg-danger" },
  off: { label: "Off", className: "bg-slate-dot" },
};

export function ConnectionDot() {
  const look = looks[useLinkState()];
  return (
    <Tooltip side="bottom" content={look.label === "Live" ? "Figures are pushed as they change" : "Waiting for the live connection"}>
      <span role="status" className="inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted-foreground">
        <span aria-hidden className={cn("size-2 rounded-full", look.className)} />
        <span className="hidden sm:inline">{look.label}</span>
        <span className="sr-only sm:hidden">{look.label}</span>
      </span>
    </Tooltip>
  );
}
