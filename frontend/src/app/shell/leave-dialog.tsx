import { ConfirmDialog } from "@/components/confirm-dialog";
import { useLeaveQuestion } from "@/lib/leave-guard";

export function LeaveDialog() {
  const { open, stay, leave } = useLeaveQuestion();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(now) => !now && stay()}
      title="Leave without saving?"
      confirm="Leave the page"
      dismiss="Stay"
      danger
      onConfirm={leave}
    >
      What you changed on this page is not saved yet and would be lost.
    </ConfirmDialog>
  );
}
