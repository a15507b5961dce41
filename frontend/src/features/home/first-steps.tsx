import { ArrowRight, Check } from "lucide-react";
import { Link } from "wouter";
import type { FirstSteps } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { cn } from "@/lib/cn";

const steps: { key: keyof FirstSteps; title: string; hint: string; href?: string }[] = [
  {
    key: "company",
    title: "Check the company",
    hint: "Its name, and the time zone that days and reports go by",
    href: "/settings/company",
  },
  { key: "users", title: "Invite your people", hint: "Managers, agents, quality analysts, clients", href: "/settings/users" },
  { key: "contacts", title: "Import contacts", hint: "A CSV file in any encoding; there is a template", href: "/imports/new" },
  { key: "campaign", title: "Make the first campaign", hint: "A list, a script, calling hours and agents", href: "/campaigns/new" },
  { key: "carrier", title: "Connect the carrier", hint: "Done by whoever runs the installation: the PIVOTAL_TELNYX settings" },
];

/** Instead of zeros: what a new workspace needs before the first call. Goes away when all of it is there. */
export function FirstStepsCard({ done }: { done: FirstSteps }) {
  const next = steps.find((step) => !done[step.key])?.key;
  const count = steps.filter((step) => done[step.key]).length;
  return (
    <SectionCard title="First steps" hint={`${count} of ${steps.length} done`} flush>
      <ol className="py-1">
        {steps.map((step, index) => {
          const body = (
            <>
              <span
                aria-hidden
                className={cn(
                  "num flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-semibold",
                  done[step.key]
                    ? "border-transparent bg-success-soft text-success-ink"
                    : step.key === next
                      ? "border-primary text-primary-ink"
                      : "text-muted-foreground",
                )}
              >
                {done[step.key] ? <Check className="size-3.5" /> : index + 1}
              </span>
              <span className="min-w-0 flex-1">
                <span className={cn("block text-table font-medium", done[step.key] && "text-muted-foreground")}>
                  {step.title}
                  {done[step.key] && <span className="sr-only"> (done)</span>}
                </span>
                <span className="block text-xs text-muted-foreground">{step.hint}</span>
              </span>
            </>
          );
          const look = "flex items-center gap-3 px-4 py-2.5";
          return (
            <li key={step.key}>
              {step.href && !done[step.key] ? (
                <Link href={step.href} className={cn(look, "hover:bg-hover")}>
                  {body}
                  <ArrowRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                </Link>
              ) : (
                <div className={look}>{body}</div>
              )}
            </li>
          );
        })}
      </ol>
    </SectionCard>
  );
}
