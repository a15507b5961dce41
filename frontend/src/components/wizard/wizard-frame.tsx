import { useMemo, type ReactNode } from "react";
import { Link } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { cn } from "@/lib/cn";
import { Steps, type Step } from "./steps";
import { WizardContext } from "./wizard-context";

const nowhere = () => {};

/** Steps on the left, the one at hand in the middle, and beside it what is known so far. Back never loses what was entered: the page keeps it. */
export function WizardFrame({
  title,
  context,
  back,
  steps,
  step,
  reachable = () => false,
  onGo = nowhere,
  side,
  children,
}: {
  title: string;
  context?: ReactNode;
  back: { href: string; label: string };
  steps: readonly Step[];
  step: string;
  /** Whether a step that is not the present one may be gone to. */
  reachable?: (key: string) => boolean;
  onGo?: (key: string) => void;
  side?: ReactNode;
  children: ReactNode;
}) {
  const at = steps.findIndex((each) => each.key === step);
  const wizard = useMemo(() => ({ steps, at, onGo }), [steps, at, onGo]);
  return (
    <WizardContext.Provider value={wizard}>
      <PageFrame
        title={title}
        context={context}
        breadcrumb={
          <Link href={back.href} className="hover:underline">
            {back.label}
          </Link>
        }
      >
        <div className={cn("grid gap-4 lg:grid-cols-[184px_minmax(0,1fr)] lg:gap-6", side && "xl:grid-cols-[184px_minmax(0,1fr)_248px]")}>
          <Steps steps={steps} current={step} reachable={reachable} onGo={onGo} />
          <div className="flex min-w-0 flex-col gap-4">{children}</div>
          {side}
        </div>
      </PageFrame>
    </WizardContext.Provider>
  );
}
