import { useRef, useState } from "react";
import { draftOf, emptyDraft, keepDraft, type Draft, type DraftedCall } from "./drafts";

/** What is entered about a call, kept at every change, so that a reload brings it back. */
export function useDraft(userId: string, call: DraftedCall) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(userId, call.callId) ?? emptyDraft);
  const latest = useRef(draft);
  function change(part: Partial<Draft>) {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    keepDraft(userId, call, latest.current);
  }
  return [draft, change] as const;
}
