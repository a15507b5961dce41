import { AlertTriangle } from "lucide-react";
import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { count, percent, plural } from "@/lib/format";
import type { WallSum } from "../wall-sum";

/** The numbers of the board, as large as the screen and the longest of them allow. */
export function WallFigures({ sum, loading }: { sum: WallSum; loading: boolean }) {
  const share = sum.answered > 0 ? sum.abandoned / sum.answered : 0;
  const figures = [
    { label: "On call", value: count(sum.onCall), note: `${plural(sum.alerts, "alert")}`, warn: sum.alerts > 0 },
    {
      label: "Ready",
      value: count(sum.ready),
      note: sum.occupancy ? `busy ${percent(sum.occupancy.share)} of ${percent(sum.occupancy.target)}` : "waiting for a call",
    },
    { label: "Calls in flight", value: count(sum.inFlight), note: `${count(sum.dials)} dials today` },
    { label: "Answer rate", value: sum.dials > 0 ? percent(sum.answered / sum.dials) : "–", note: `${count(sum.answered)} answered` },
    {
      label: "Abandoned",
      value: percent(share, 1),
      note: `${share > sum.cap ? "over" : "cap"} ${percent(sum.cap, 1)}`,
      warn: share > 0.8 * sum.cap,
    },
    {
      label: "Qualified today",
      value: count(sum.qualified),
      note: sum.goal ? `leads ${count(sum.goal.leads)} of ${count(sum.goal.goal)}` : `${count(sum.queued)} left in queue`,
    },
  ];
  // All of one size: as large as the longest of them lets its card be filled. A monospaced letter is 0.56 em wide here.
  const chars = Math.max(4, ...figures.map((figure) => figure.value.length));
  return (
    <dl aria-busy={loading} style={{ "--chars": chars } as CSSProperties} className="grid shrink-0 grid-cols-2 gap-[1.6vh] md:grid-cols-6">
      {figures.map((figure) => (
        <div key={figure.label} className="@container min-w-0 rounded-lg border bg-surface px-[1.8vh] py-[1.2vh]">
          <dt className="truncate text-[clamp(13px,2vh,26px)] leading-[1.35] text-muted-foreground">{figure.label}</dt>
          <dd className="num text-[40px] md:text-[clamp(20px,min(9.5vh,calc(168cqi/var(--chars))),120px)] leading-[1.05] font-semibold tracking-[-0.04em]">
            {loading ? "…" : figure.value}
          </dd>
          <dd
            className={cn(
              "flex items-center gap-1.5 truncate text-[clamp(13px,1.9vh,24px)] leading-[1.35] text-muted-foreground",
              figure.warn && "font-semibold text-warning-ink",
            )}
          >
            {figure.warn && <AlertTriangle className="size-[1em] shrink-0" aria-label="Warning" />}
            {loading ? "\u00a0" : figure.note}
          </dd>
        </div>
      ))}
    </dl>
  );
}
