import { WifiOff } from "lucide-react";
import { useLinkState } from "@/api/realtime";

/** Hangs from the top bar over the page: a connection that comes and goes must not push everything up and down. */
export function StaleBanner() {
  if (useLinkState() !== "stale") return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-12 z-30 flex justify-center">
      <div
        role="status"
        className="flex h-7 items-center gap-2 rounded-b-md border border-t-0 bg-warning-soft px-3 text-xs font-medium text-warning-ink shadow-pop"
      >
        <WifiOff className="size-3.5" aria-hidden />
        Live connection lost. Figures may be old; reconnecting.
      </div>
    </div>
  );
}
