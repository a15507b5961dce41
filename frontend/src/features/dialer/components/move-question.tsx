import { useQuery } from "@tanstack/react-query";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { count, plural } from "@/lib/format";
import { useMove } from "../mutations";
import { promises } from "../queries";

/** The moves that cannot be taken back. Wherever they are offered, this asks first. */
export type FinalMove = "drain" | "complete";

export function MoveQuestion({
  campaign,
  snapshot,
  asking,
  onClose,
}: {
  campaign: Pick<CampaignListRow, "id" | "name">;
  snapshot: QueueSnapshot | undefined;
  asking: FinalMove | null;
  onClose: () => void;
}) {
  const move = useMove();
  const go = (to: FinalMove) => move.mutate({ id: campaign.id, move: to });
  const running = snapshot?.inFlight ?? 0;
  const promised = useQuery({ ...promises(campaign.id), enabled: asking !== null }).data?.total.count ?? 0;
  const broken =
    promised > 0 && ` ${plural(promised, "promised callback")} ${promised === 1 ? "is" : "are"} not made any more: see Callbacks before.`;
  return (
    <>
      <ConfirmDialog
        open={asking === "drain"}
        onOpenChange={onClose}
        title={`Drain ${campaign.name}?`}
        confirm="Drain campaign"
        onConfirm={() => go("drain")}
      >
        No new calls are dialled. The campaign completes when the last call has its disposition and cannot be started again;{" "}
        {count(snapshot?.queued)} people stay uncalled. To go on later, pause instead.
        {broken}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "complete"}
        onOpenChange={onClose}
        title={`Stop ${campaign.name}?`}
        confirm="Stop campaign"
        danger
        onConfirm={() => go("complete")}
      >
        The campaign is completed at once and cannot be started again; {count(snapshot?.queued)} people stay uncalled.{" "}
        {plural(running, "running call")} end{running === 1 ? "s" : ""} by
        {running === 1 ? " itself" : " themselves"}. To go on later, pause instead.
        {broken}
      </ConfirmDialog>
    </>
  );
}
