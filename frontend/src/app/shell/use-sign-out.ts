import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { http } from "@/api/http";
import { toProblem } from "@/api/problem";
import { toastProblem } from "@/api/query";
import { forgetSession } from "@/api/session";
import { dropGuards } from "@/lib/leave-guard";

export function useSignOut() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return useCallback(() => {
    http.delete("/session").then(
      () => {
        dropGuards();
        navigate("/");
        forgetSession(client);
      },
      (error: unknown) => {
        // A session that is already gone is what was asked for; anything else must be said, or the person walks away signed in.
        if (toProblem(error).status === 401) forgetSession(client);
        else toastProblem(error);
      },
    );
  }, [client, navigate]);
}
