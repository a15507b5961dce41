import { toastProblem } from "@/api/query";
import type { Callback } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { dateTime } from "@/lib/format";
import { useCancelCallback } from "../mutations";

export function CancelCallback({ callback, onClose }: { callback: Callback; onClose: () => void }) {
  const cancel = useCancelCallback(callback);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Cancel the callback to ${callback.fullName}?`}
      confirm="Cancel the callback"
      dismiss="Keep it"
      danger
      onConfirm={() => cancel.mutate(undefined, { onError: toastProblem })}
    >
      It was promised for {dateTime(callback.dueAt)}. {callback.campaignName} does not call this contact again.
    </ConfirmDialog>
  );
}
