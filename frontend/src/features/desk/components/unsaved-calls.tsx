import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { dropDraft, type KeptDraft } from "../drafts";
import { useDraft } from "../use-draft";
import { useUnsaved } from "../use-unsaved";
import { DispositionSheet } from "./disposition-sheet";
import { QualificationForm } from "./qualification-form";

/** What was entered about calls that have left the desk can still be saved: nothing entered is thrown away unasked. */
export function UnsavedCalls({ agentId }: { agentId: string }) {
  const [open, setOpen] = useState<KeptDraft>();
  const [leaving, setLeaving] = useState<KeptDraft>();
  const waiting = useUnsaved(agentId, open?.call.callId);
  return (
    <>
      {open && <LateCall key={open.call.callId} kept={open} onClose={() => setOpen(undefined)} />}
      {waiting.length > 0 && (
        <SectionCard title="Not saved yet" flush className="flex-none">
          <ul className="divide-y">
            {waiting.map((each) => (
              <li key={each.call.callId} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-table">
                <div className="min-w-0 flex-1 basis-64">
                  <p>
                    The time was over before you saved your call with <span className="font-medium">{each.call.fullName}</span>.
                  </p>
                  {each.draft.notes && <p className="truncate text-xs text-muted-foreground">{each.draft.notes}</p>}
                </div>
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Discard what you entered for ${each.call.fullName}`}
                  onClick={() => setLeaving(each)}
                >
                  Discard
                </Button>
                <Button
                  variant="outline"
                  size="sm"
                  aria-label={`Save the call with ${each.call.fullName} now`}
                  onClick={() => setOpen(each)}
                >
                  Save it now
                </Button>
              </li>
            ))}
          </ul>
        </SectionCard>
      )}
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={(shown) => !shown && setLeaving(undefined)}
        title={`Discard what you entered for ${leaving?.call.fullName ?? ""}?`}
        confirm="Discard"
        danger
        onConfirm={() => {
          if (leaving) dropDraft(leaving.call.callId);
          setLeaving(undefined);
        }}
      >
        The call stays without a disposition.
      </ConfirmDialog>
    </>
  );
}

function LateCall({ kept: { userId, call }, onClose }: { kept: KeptDraft; onClose: () => void }) {
  const [draft, change] = useDraft(userId, call);
  const [missing, setMissing] = useState<readonly string[]>([]);
  return (
    <SectionCard
      title={`Call with ${call.fullName}`}
      hint="not saved yet"
      flush
      className="flex-none"
      actions={
        <Button variant="ghost" size="sm" onClick={onClose}>
          Later
        </Button>
      }
    >
      {call.questions.length > 0 && (
        <div className="p-4">
          <QualificationForm
            questions={call.questions}
            answers={draft.answers}
            missing={missing}
            onChange={(id, value) => change({ answers: { ...draft.answers, [id]: value } })}
            notes={undefined}
            onNotes={() => {}}
          />
        </div>
      )}
      <DispositionSheet late call={call} draft={draft} onChange={change} onMissing={setMissing} onSaved={onClose} />
    </SectionCard>
  );
}
