import { useState } from "react";
import { useSession } from "@/api/session";
import type { CallCard } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { mergeScript } from "../merge-script";
import { useDraft } from "../use-draft";
import { CallHeader } from "./call-header";
import { DispositionSheet } from "./disposition-sheet";
import { QualificationForm } from "./qualification-form";

/** Mounted anew for each call: what was typed for one person cannot reach the next, and comes back when the same call is shown again. */
export function CallPanel({ card }: { card: CallCard }) {
  const { user } = useSession();
  const [draft, change] = useDraft(user.id, { ...card, fullName: card.contact.fullName });
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { answers, notes } = draft;
  const ended = card.status === "ended";
  return (
    <div className="flex flex-col xl:h-full">
      <CallHeader card={card} />
      <div className="grid min-h-0 flex-1 gap-4 p-4 lg:grid-cols-2 xl:overflow-y-auto">
        <SectionCard title="Script" className="lg:min-h-64">
          <p className="text-sm leading-6 whitespace-pre-wrap">
            {card.script ? mergeScript(card, user) : <span className="text-muted-foreground">This campaign has no script.</span>}
          </p>
        </SectionCard>
        <SectionCard
          title="Qualification"
          hint={
            card.questions.length > 0 ? `${Object.values(answers).filter(Boolean).length} of ${card.questions.length} answered` : undefined
          }
        >
          <QualificationForm
            questions={card.questions}
            answers={answers}
            missing={missing}
            onChange={(id, value) => change({ answers: { ...answers, [id]: value } })}
            notes={ended ? undefined : notes}
            onNotes={(text) => change({ notes: text })}
          />
        </SectionCard>
      </div>
      {ended && <DispositionSheet call={card} draft={draft} onChange={change} onMissing={setMissing} />}
    </div>
  );
}
