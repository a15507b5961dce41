import { useQuery, useQueryClient } from "@tanstack/react-query";
import { adoptNews } from "@/api/news";
import { useChannel } from "@/api/realtime";
import type { AgentView } from "@/api/types";
import { useTitle } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { ErrorState } from "@/components/states";
import { cn } from "@/lib/cn";
import { CallPanel } from "./components/call-panel";
import { ContactRail } from "./components/contact-rail";
import { DeskIdle } from "./components/desk-idle";
import { ManualDialer } from "./components/manual-dialer";
import { NoticeBanner } from "./components/notice-banner";
import { PreviewPanel } from "./components/preview-panel";
import { StatusRail } from "./components/status-rail";
import { me } from "./queries";
import { useCallAlert } from "./use-call-alert";
import { useDeskCommands } from "./use-desk-commands";

export default function DeskPage() {
  const client = useQueryClient();
  const query = useQuery({ ...me(), refetchInterval: 20_000 });
  useTitle("Desk");
  useChannel<AgentView>("desk", (kind, view) => {
    if (kind !== "agent") return;
    adoptNews(client, me().queryKey, view);
    if (!view.call) void client.invalidateQueries({ queryKey: ["calls"] });
  });

  const view = query.data;
  const call = view?.call ?? undefined;
  const preview = call ? undefined : (view?.preview ?? undefined);
  const shown = call ?? preview?.card;
  const live = call !== undefined && call.status !== "ended";
  useCallAlert(call?.callId, live, call?.contact.fullName);
  useDeskCommands(view);

  if (query.error && !view) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!view) return <PageSkeleton />;
  return (
    <div
      className={cn(
        "grid min-h-full gap-px bg-border md:grid-cols-[216px_minmax(0,1fr)] xl:h-full",
        shown && "xl:grid-cols-[216px_minmax(0,1fr)_264px] 2xl:grid-cols-[216px_minmax(0,1fr)_300px]",
      )}
    >
      <h1 className="sr-only">Agent desk</h1>
      <StatusRail view={view} />
      <div className="min-h-0 min-w-0 bg-background xl:overflow-hidden">
        <NoticeBanner notice={view.notice} waiting={view.status === "available" && !call && (!preview || preview.status === "offered")} />
        {call ? (
          <CallPanel key={call.callId} card={call} />
        ) : preview ? (
          <PreviewPanel key={preview.card.callId} preview={preview} />
        ) : (
          <DeskIdle view={view}>
            {view.status === "available" && view.means && ["manual", "preview"].includes(view.means.dialMode) && <ManualDialer />}
          </DeskIdle>
        )}
      </div>
      {shown && <ContactRail card={shown} />}
    </div>
  );
}
