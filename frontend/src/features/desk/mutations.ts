import { useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import type { Body } from "@/api/contract";
import { http } from "@/api/http";
import { adoptAnswer, seen } from "@/api/news";
import { toProblem } from "@/api/problem";
import { toastProblem } from "@/api/query";
import type { AgentView } from "@/api/types";
import { dropDraft } from "./drafts";
import { me } from "./queries";

export type Disposition = Body<"/calls/{id}/disposition", "post">;

/** Every answer is the agent's whole view; it replaces what is shown, unless the hub has brought another one since. */
function useDeskMove<T>(send: (input: T) => Promise<AgentView>, scope?: { id: string }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    scope,
    onMutate: () => seen(client, me().queryKey),
    onSuccess: (view, _, before) => adoptAnswer(client, me().queryKey, view, before),
    onError: toastProblem,
  });
}

/**
 * One after another, in the order they were asked for, from whichever place on the page: a key pressed while an earlier change is on its
 * way is neither lost nor overtaken by it.
 */
export const useSetStatus = () =>
  useDeskMove(({ status, reason }: { status: string; reason?: string }) => http.put("/agents/me/status", { body: { status, reason } }), {
    id: "agent-status",
  });
/** The person hung up in the same moment: what was asked for has come about, and there is nothing to say about it. */
const alreadyOver = new Set(["calls.already_ended", "calls.not_yours"]);

export const useHangUp = () =>
  useDeskMove(async (callId: string) => {
    try {
      const view = await http.post("/calls/{id}/hangup", { path: { id: callId } });
      if (view) return view;
    } catch (error) {
      if (!alreadyOver.has(toProblem(error).code)) throw error;
    }
    return http.get("/agents/me");
  });
export const useExtendWrapUp = () => useDeskMove(() => http.post("/agents/me/wrap-up"));
export const useDialPreview = () => useDeskMove((callId: string) => http.post("/agents/me/preview/dial", { body: { callId } }));
export const useSkipPreview = () =>
  useDeskMove(({ callId, reason }: { callId: string; reason: string }) =>
    http.post("/agents/me/preview/skip", { body: { callId, reason } }),
  );

/** A contact, or a number typed. */
export type DialTarget = Body<"/agents/me/calls/check", "post">;

export const useDialByHand = () =>
  useDeskMove((target: DialTarget) => http.post("/agents/me/calls", { body: { ...target, callId: crypto.randomUUID() } }));
export const useCheckDial = () =>
  useMutation({ mutationFn: (target: DialTarget) => http.post("/agents/me/calls/check", { body: target }) });

const disposing = ["disposition"];

/** What was refused is said where it was entered. Nothing of the draft goes before it is stored. */
export function useDispose(callId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...disposing, callId],
    mutationFn: (body: Disposition) => http.post("/calls/{id}/disposition", { path: { id: callId }, body }),
    onMutate: () => seen(client, me().queryKey),
    onSuccess: (view, _, before) => {
      dropDraft(callId);
      adoptAnswer(client, me().queryKey, view, before);
      void client.invalidateQueries({ queryKey: ["calls"] });
    },
  });
}

/** The calls whose dispositions are on their way. */
export const useDisposing = () =>
  useMutationState({ filters: { mutationKey: disposing, status: "pending" }, select: (mutation) => mutation.options.mutationKey?.[1] });
