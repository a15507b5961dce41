import { cva, type VariantProps } from "class-variance-authority";
import { forwardRef, type HTMLAttributes } from "react";
import { cn } from "@/lib/cn";

const badgeVariants = cva(
  "inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        slate: "bg-slate-soft text-slate-ink",
        blue: "bg-primary-soft text-primary-ink",
        teal: "bg-accent-soft text-accent-ink",
        green: "bg-success-soft text-success-ink",
        amber: "bg-warning-soft text-warning-ink",
        red: "bg-danger-soft text-danger-ink",
        violet: "bg-violet-soft text-violet-ink",
      },
    },
    defaultVariants: { tone: "slate" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** Takes a ref: a tooltip has to know where it stands. */
export const Badge = forwardRef<HTMLSpanElement, HTMLAttributes<HTMLSpanElement> & { tone?: Tone }>(function Badge(
  { className, tone, ...props },
  ref,
) {
  return <span ref={ref} className={cn(badgeVariants({ tone }), className)} {...props} />;
});
