import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Route, Router, Switch } from "wouter";
import { createQueryClient } from "@/api/query";
import { whenSignedOut } from "@/api/http";
import { endSession, sessionQuery } from "@/api/session";
import { ErrorState } from "@/components/states";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import { SetupPage } from "@/features/identity/setup.page";
import { SignInAgain } from "@/features/identity/sign-in-again";
import { SignInPage } from "@/features/identity/sign-in.page";
import { useGuardedLocation } from "@/lib/leave-guard";
import { applyTheme, isDark, usePreference } from "@/lib/preferences";
import { AppShell } from "./shell/app-shell";
import { LeaveDialog } from "./shell/leave-dialog";
import { ShellSkeleton } from "./shell/shell-skeleton";

export function App() {
  const [client] = useState(createQueryClient);
  const theme = usePreference("theme");

  useEffect(() => whenSignedOut(() => endSession(client)), [client]);
  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", applyTheme);
    return () => system.removeEventListener("change", applyTheme);
  }, []);

  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={350} skipDelayDuration={100}>
        <Router hook={useGuardedLocation}>
          <Switch>
            <Route path="/setup/:token" component={SetupPage} />
            <Route>
              <Door />
            </Route>
          </Switch>
        </Router>
        <Toaster key={theme} dark={isDark()} />
      </TooltipProvider>
    </QueryClientProvider>
  );
}

function Door() {
  const { data: session, isPending, error, refetch } = useQuery(sessionQuery);
  if (isPending) return <ShellSkeleton />;
  if (error && session === undefined) return <ErrorState error={error} onRetry={() => void refetch()} className="h-full" />;
  if (!session) return <SignInPage />;
  return (
    <>
      <AppShell key={session.user.id} />
      <LeaveDialog />
      <SignInAgain session={session} />
    </>
  );
}
