import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/api/http";
import { toastProblem } from "@/api/query";
import type { AgentView, DialVerdict } from "@/api/types";
import { me } from "./queries";

export interface Disposition {
  disposition: string;
  notes: string;
  answers: Record<string, string>;
  callbackAt: string | null;
  callbackFor: string;
  nextStatus: string;
}

/** Every answer is the agent's whole view; it replaces what is shown. */
function useDeskMove<T>(send: (input: T) => Promise<AgentView>, quiet = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (view) => client.setQueryData(me().queryKey, view),
    onError: quiet ? undefined : toastProblem,
  });
}

export const useSetStatus = () => useDeskMove(({ status, reason }: { status: string; reason?: string }) => http.put<AgentView>("/agents/me/status", { status, reason }));
export const useHangUp = () => useDeskMove((callId: string) => http.post<AgentView>(`/calls/${callId}/hangup`));
export const useExtendWrapUp = () => useDeskMove(() => http.post<AgentView>("/agents/me/wrap-up"));
export const useDialPreview = () => useDeskMove((callId: string) => http.post<AgentView>("/agents/me/preview/dial", { callId }));
export const useSkipPreview = () => useDeskMove(({ callId, reason }: { callId: string; reason: string }) => http.post<AgentView>("/agents/me/preview/skip", { callId, reason }));

/** A contact, or a number typed. */
export type DialTarget = { contactId: string } | { phone: string };

export const useDialByHand = () => useDeskMove((target: DialTarget) => http.post<AgentView>("/agents/me/calls", { ...target, callId: crypto.randomUUID() }));
export const useCheckDial = () => useMutation({ mutationFn: (target: DialTarget) => http.post<DialVerdict>("/agents/me/calls/check", target) });
export const useDispose = (callId: string) => useDeskMove((body: Disposition) => http.post<AgentView>(`/calls/${callId}/disposition`, body), true);
