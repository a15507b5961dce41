import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import { useSession } from "@/api/session";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { hasDemo } from "@/lib/demo";
import { mayOpen } from "@/lib/roles";

/** Says that nothing here is real, and holds the one switch that stops the robots and puts the workspace back. */
export function DemoBanner() {
  const { tenant, user } = useSession();
  if (!tenant.isDemo || !hasDemo()) return null;
  return (
    <div
      data-demo-banner=""
      className="flex min-h-8 shrink-0 flex-wrap items-center justify-center gap-x-3 bg-accent-soft px-4 py-1 text-xs font-medium text-accent-ink"
    >
      <span>Demo workspace: invented people, numbers that ring nowhere, robots at work.</span>
      {mayOpen(user.roles, ["admin", "campaign_manager"]) && <StartOver name={tenant.name} />}
    </div>
  );
}

function StartOver({ name }: { name: string }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const reset = useMutation({
    mutationFn: () => http.post("/demo/reset"),
    onSuccess: () => {
      toast.success("The workspace has a fresh month.");
      void client.invalidateQueries();
    },
    onError: toastProblem,
  });
  return (
    <>
      <Button variant="ghost" size="sm" className="h-6 text-accent-ink" disabled={reset.isPending} onClick={() => setAsking(true)}>
        <RotateCcw aria-hidden />
        {reset.isPending ? "Starting over" : "Stop and start over"}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Start ${name} over?`}
        confirm="Start over"
        danger
        onConfirm={() => reset.mutate()}
      >
        The robots stop, running calls are hung up, and everything that was made here since is removed: contacts, lists, campaigns, calls,
        leads, orders. Users and the audit log stay. Then a fresh month is filled in.
      </ConfirmDialog>
    </>
  );
}
