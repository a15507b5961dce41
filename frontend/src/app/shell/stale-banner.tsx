import { WifiOff } from "lucide-react";
import { useLinkState } from "@/api/realtime";

export function StaleBanner() {
  if (useLinkState() !== "stale") return null;
  return (
    <div role="status" className="flex h-8 shrink-0 items-center justify-center gap-2 bg-warning-soft px-4 text-xs font-medium text-warning-ink">
      <WifiOff className="size-3.5" aria-hidden />
      Live connection lost. Figures may be old; reconnecting.
    </div>
  );
}
