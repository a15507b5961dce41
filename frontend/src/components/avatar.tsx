import { cn } from "@/lib/cn";

const tones = [
  "bg-primary-soft text-primary-ink",
  "bg-accent-soft text-accent-ink",
  "bg-violet-soft text-violet-ink",
  "bg-success-soft text-success-ink",
  "bg-warning-soft text-warning-ink",
];

export function Avatar({ name, className }: { name: string; className?: string }) {
  const parts = name.split(/\s+/).filter(Boolean);
  const initials = ((parts[0]?.[0] ?? "?") + (parts.length > 1 ? parts.at(-1)![0] : "")).toUpperCase();
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0)!, 0);
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full text-[11px] font-semibold select-none",
        tones[sum % tones.length],
        className,
      )}
    >
      {initials}
    </span>
  );
}
