import { Link } from "wouter";
import type { TeamNow } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { count } from "@/lib/format";

const states = [
  { key: "available", label: "Ready", dot: "bg-success" },
  { key: "onCall", label: "On a call", dot: "bg-primary" },
  { key: "wrapUp", label: "Wrap-up", dot: "bg-warning" },
  { key: "onBreak", label: "Break", dot: "bg-slate-dot" },
] as const;

export function TeamCard({ team }: { team: TeamNow }) {
  const signedIn = states.reduce((sum, state) => sum + team[state.key], 0);
  return (
    <SectionCard
      title="Agents now"
      hint={`${count(signedIn)} signed in`}
      actions={
        <Link href="/telephony/auto-dialer" className="text-xs font-medium text-primary-ink hover:underline">
          Control centre
        </Link>
      }
    >
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3">
        {states.map((state) => (
          <div key={state.key} className="min-w-0">
            <dt className="flex items-center gap-1.5 text-xs text-muted-foreground">
              <span aria-hidden className={`size-2 rounded-full ${state.dot}`} />
              {state.label}
            </dt>
            <dd className="num text-[20px] leading-7 font-semibold">{count(team[state.key])}</dd>
          </div>
        ))}
      </dl>
    </SectionCard>
  );
}
