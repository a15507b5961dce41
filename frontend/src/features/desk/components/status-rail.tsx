import { Headphones, Megaphone, Power } from "lucide-react";
import type { AgentView } from "@/api/types";
import { StatusBadge } from "@/components/status-badge";
import { Keys } from "@/components/keys";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { count, duration, elapsed, percent, words } from "@/lib/format";
import { reasonText } from "../dispositions";
import { useSetStatus } from "../mutations";
import { allowSound } from "../use-call-alert";
import { useUnsaved } from "../use-unsaved";
import { BreakMenu } from "./break-menu";

const rings: Record<string, string> = {
  offline: "border-l-slate-dot",
  available: "border-l-success",
  on_call: "border-l-primary",
  wrap_up: "border-l-warning",
  break: "border-l-violet",
};

export function StatusRail({ view }: { view: AgentView }) {
  const now = useNow();
  const setStatus = useSetStatus();
  const pause = view.status === "break" ? (view.means?.pause ?? undefined) : undefined;
  const left = pause?.until ? Date.parse(pause.until) - now : undefined;
  const since = view.status === "available" && view.idleSince ? view.idleSince : view.since;
  const dials = ["active", "draining"].includes(view.means?.campaignStatus ?? "active");
  const choice = (active: boolean) =>
    cn(
      "flex h-9 items-center gap-2 rounded-md border border-border-strong px-2.5 text-table font-medium transition-colors hover:bg-hover disabled:opacity-50",
      active && "border-primary bg-primary-soft text-primary-ink hover:bg-primary-soft",
    );

  return (
    <section
      aria-label="My status"
      className={cn("flex min-w-0 flex-col gap-4 bg-surface p-4", (view.call || view.preview) && "order-last md:order-none")}
    >
      <div className={cn("rounded-lg border border-l-4 bg-surface p-3", rings[view.status])}>
        <div className="flex items-center justify-between gap-2">
          <StatusBadge status={view.status} />
          {view.reason && ["break", "offline"].includes(view.status) && (
            <span className="truncate text-xs text-muted-foreground">{pause?.label ?? reasonText(view.reason)}</span>
          )}
        </div>
        <p className="num mt-2 text-[26px] leading-8 font-semibold" aria-label="Time in this state">
          {elapsed(now - Date.parse(since))}
        </p>
        <p className="text-xs text-muted-foreground">
          {left !== undefined ? (
            <span className={cn("num", left < 0 && "rounded-sm bg-warning-soft px-1 font-medium text-warning-ink")}>
              {left < 0 ? `over the limit by ${duration(-left)}` : `${duration(left)} left`}
            </span>
          ) : view.pendingStatus ? (
            `${words(view.pendingStatus)} after this call`
          ) : view.preview ? (
            "with a contact on the screen"
          ) : view.status === "available" ? (
            dials ? (
              "idle, waiting for a call"
            ) : (
              "idle, the campaign does not dial"
            )
          ) : (
            "in this state"
          )}
        </p>
      </div>
      <div className="flex flex-col gap-1.5">
        <button
          type="button"
          aria-pressed={view.status === "available"}
          className={choice(view.status === "available")}
          onClick={() => {
            allowSound();
            setStatus.mutate({ status: "available" });
          }}
        >
          <Headphones className="size-4" aria-hidden />
          Available
          <Keys keys="a" className="ml-auto" />
        </button>
        <BreakMenu
          className={choice(view.status === "break" || view.pendingStatus === "break")}
          onChoose={(reason) => setStatus.mutate({ status: "break", reason })}
        />
        <button
          type="button"
          aria-pressed={view.status === "offline"}
          className={choice(view.status === "offline" || view.pendingStatus === "offline")}
          onClick={() => setStatus.mutate({ status: "offline" })}
        >
          <Power className="size-4" aria-hidden />
          Offline
        </button>
      </div>
      {(view.call || view.preview) && <UnsavedNote agentId={view.agentId} callId={view.call?.callId} />}
      <div>
        <h2 className="mb-1 text-xs font-medium text-muted-foreground">Campaign</h2>
        <p className="flex items-start gap-2 text-table font-medium">
          <Megaphone className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
          {view.campaignName ?? <span className="font-normal text-muted-foreground">None. Your manager assigns you to one.</span>}
        </p>
      </div>
      <div>
        <h2 className="mb-1.5 text-xs font-medium text-muted-foreground">My numbers today</h2>
        <dl className="grid grid-cols-2 gap-x-3 gap-y-2">
          <Figure label="Calls" value={count(view.today.calls)} />
          <Figure label="Connected" value={count(view.today.connected)} />
          <Figure
            label="Qualified"
            value={count(view.today.qualified)}
            note={view.today.connected > 0 ? percent(view.today.qualified / view.today.connected) : undefined}
          />
          <Figure label="Talk time" value={duration(view.today.talkSeconds * 1000)} />
        </dl>
      </div>
    </section>
  );
}

/** With no contact on the screen the desk offers to save them. */
function UnsavedNote({ agentId, callId }: { agentId: string; callId: string | undefined }) {
  const names = useUnsaved(agentId, callId).map(({ call }) => call.fullName);
  if (names.length === 0) return null;
  return (
    <p className="rounded-md bg-warning-soft px-2.5 py-2 text-xs text-warning-ink">
      The time was over before you saved your call with <span className="font-medium">{names.join(", ")}</span>. What you entered is kept;
      save it when no contact is on the screen.
    </p>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div>
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="num text-[17px] leading-6 font-semibold">
        {value}
        {note && <span className="ml-1.5 text-xs font-normal text-muted-foreground">{note}</span>}
      </dd>
    </div>
  );
}
