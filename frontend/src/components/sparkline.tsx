import { cn } from "@/lib/cn";

const width = 96;
const height = 24;

/** The course of a figure, without axes: its shape beside the figure itself. Says nothing to a screen reader; the figures stand elsewhere. */
export function Sparkline({ values, className }: { values: readonly number[]; className?: string }) {
  if (values.length < 2) return null;
  const most = Math.max(1, ...values);
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * width).toFixed(1)},${(height - 2 - (value / most) * (height - 4)).toFixed(1)}`;
  const line = values.map(at).join(" L");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden className={cn("h-6 w-full text-accent", className)}>
      <path d={`M${line} L${width},${height} L0,${height} Z`} fill="currentColor" opacity={0.12} />
      <path d={`M${line}`} fill="none" stroke="currentColor" strokeWidth={1.5} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
    </svg>
  );
}
