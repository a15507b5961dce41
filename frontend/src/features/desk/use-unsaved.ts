import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { dropDraft, useKeptDrafts } from "./drafts";
import { useDisposing } from "./mutations";
import { myCalls } from "./queries";

/** Calls that left the desk before what was entered about them was saved. */
export function useUnsaved(agentId: string, onScreen?: string) {
  const kept = useKeptDrafts(agentId);
  const disposing = useDisposing();
  const calls = useQuery(myCalls(agentId)).data?.items;
  useEffect(() => {
    for (const call of calls ?? []) if (call.disposition) dropDraft(call.id);
  }, [calls]);
  return kept.filter(({ call }) => call.callId !== onScreen && !disposing.includes(call.callId));
}
