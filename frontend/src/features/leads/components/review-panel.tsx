import { Check, Undo2, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { useSession } from "@/api/session";
import type { Lead } from "@/api/types";
import { Field } from "@/components/form/field";
import { Keys } from "@/components/keys";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { Textarea } from "@/components/ui/textarea";
import { useCommands, type Command } from "@/lib/commands";
import { dateTime } from "@/lib/format";
import { mayOpen } from "@/lib/roles";
import { useApprove, usePublish, useReject, useRelease } from "../mutations";
import { useChecklist } from "../use-checklist";
import { RejectForm } from "./reject-form";

/** The checklist by keyboard: 1–9 tick, A approves, R rejects. */
export function ReviewPanel({ lead, onDecided }: { lead: Lead; onDecided: () => void }) {
  const { user } = useSession();
  const release = useRelease(lead.id);
  const approve = useApprove(lead.id);
  const reject = useReject(lead.id);
  const publish = usePublish(lead.id);
  const [notes, setNotes] = useState(lead.reviewNotes);
  const checklist = useChecklist(lead, notes);
  const [rejecting, setRejecting] = useState(false);

  const reviewer = mayOpen(user.roles, ["quality_analyst"]);
  const mine = lead.status === "under_review" && lead.reviewerId === user.id;
  const open = reviewer && (lead.status === "new" || mine);
  const undone = checklist.items.filter((item) => !item.done).length;
  const busy = approve.isPending || reject.isPending;

  const actions = {
    tick: (index: number) => {
      const item = lead.checklist[index];
      if (item && open && !busy) checklist.tick(item.id);
    },
    approve: async () => {
      if (!open || busy) return;
      try {
        if (!(await checklist.settled())) {
          toast.error("The checklist is not complete", { description: "Tick every item before approving, or reject the lead." });
          return;
        }
        if (notes !== lead.reviewNotes || lead.status === "new") await checklist.store();
        await approve.mutateAsync(undefined);
        toast.success(`${lead.contact.fullName} approved`);
        onDecided();
      } catch {
        // Said by the mutation; the lead shows its true state.
      }
    },
    reject: async (reason: string) => {
      try {
        await checklist.take();
        await reject.mutateAsync(reason);
        toast.success(`${lead.contact.fullName} rejected`);
        onDecided();
      } catch {
        // Said by the mutation.
      }
    },
  };
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const length = lead.checklist.length;
  const commands = useMemo<Command[]>(
    () =>
      open
        ? [
            {
              id: "review:approve",
              title: "Approve the lead",
              group: "Review",
              keys: "a",
              icon: Check,
              run: () => void latest.current.approve(),
            },
            { id: "review:reject", title: "Reject the lead", group: "Review", keys: "r", icon: X, run: () => setRejecting(true) },
            ...Array.from({ length: Math.min(9, length) }, (_, index) => ({
              id: `review:tick${index}`,
              title: `Tick check ${index + 1}`,
              group: "Review" as const,
              keys: String(index + 1),
              hidden: true,
              run: () => latest.current.tick(index),
            })),
          ]
        : [],
    [open, length],
  );
  useCommands(commands);

  return (
    <section aria-label="Review" className="flex min-h-0 flex-col rounded-lg border bg-surface xl:overflow-y-auto">
      <div className="flex flex-1 flex-col gap-4 p-4">
        <div className="flex items-center justify-between">
          <h3 className="text-table font-semibold">Checklist</h3>
          <span className="num text-xs text-muted-foreground">
            {lead.checklist.length - undone}/{lead.checklist.length}
          </span>
        </div>
        <ul className="-mx-2 -mt-2 flex flex-col">
          {checklist.items.map((item, index) => (
            <li key={item.id}>
              <label htmlFor={`check-${item.id}`} className="flex items-start gap-2.5 rounded-md px-2 py-1.5 text-table hover:bg-hover">
                <Checkbox
                  id={`check-${item.id}`}
                  className="mt-0.5"
                  checked={item.done}
                  disabled={!open}
                  onCheckedChange={() => actions.tick(index)}
                />
                <span className="min-w-0 flex-1">{item.text}</span>
                {open && index < 9 && <Kbd>{index + 1}</Kbd>}
              </label>
            </li>
          ))}
          {lead.checklist.length === 0 && <li className="px-2 text-table text-muted-foreground">This campaign has no checklist.</li>}
        </ul>
        <Field label="Review notes" optional>
          <Textarea
            rows={4}
            value={notes}
            readOnly={!open}
            onChange={(event) => setNotes(event.target.value)}
            onBlur={() => mine && notes !== lead.reviewNotes && void checklist.store().catch(() => {})}
          />
        </Field>
        {lead.status === "under_review" && !mine && (
          <p className="rounded-md bg-violet-soft px-3 py-2 text-table text-violet-ink">
            {lead.reviewerName ?? "Somebody else"} is reviewing this lead.
          </p>
        )}
        {rejecting && open && (
          <RejectForm busy={reject.isPending} onCancel={() => setRejecting(false)} onReject={(reason) => void actions.reject(reason)} />
        )}
        <p className="text-xs text-muted-foreground">Created {dateTime(lead.createdAt)}</p>
      </div>
      {open && !rejecting && (
        <div className="sticky bottom-0 flex flex-col gap-2 border-t bg-sunken p-3">
          <div className="grid grid-cols-2 gap-2">
            <Button variant="success" disabled={busy} onClick={() => void actions.approve()}>
              <Check />
              Approve
              <Keys keys="a" className="[&_kbd]:border-white/50 [&_kbd]:bg-transparent [&_kbd]:text-white" />
            </Button>
            <Button variant="danger-outline" disabled={busy} onClick={() => setRejecting(true)}>
              <X />
              Reject
              <Keys keys="r" />
            </Button>
          </div>
          {mine && (
            <Button variant="ghost" disabled={release.isPending} onClick={() => release.mutate(undefined)}>
              <Undo2 />
              Give back to the queue
            </Button>
          )}
        </div>
      )}
      {lead.status === "approved" && mayOpen(user.roles, ["campaign_manager"]) && (
        <div className="border-t bg-sunken p-3">
          <p className="mb-2 text-xs text-muted-foreground">
            Approved: where the campaign is linked to an order, the client can download this lead already. Mark it once you have handed it
            over.
          </p>
          <Button variant="outline" className="w-full" disabled={publish.isPending} onClick={() => publish.mutate(undefined)}>
            Mark as delivered
          </Button>
        </div>
      )}
    </section>
  );
}
