import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { realtime, useChannel } from "@/api/realtime";
import { useSession } from "@/api/session";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { listenForShortcuts } from "@/lib/shortcuts";
import { usePreference } from "@/lib/preferences";
import { cn } from "@/lib/cn";
import { routes } from "@/app/features";
import { Router } from "@/app/router";
import { CommandPalette } from "./command-palette";
import { DemoBanner } from "./demo-banner";
import { ShortcutHelp } from "./shortcut-help";
import { Sidebar } from "./sidebar";
import { StaleBanner } from "./stale-banner";
import { TopBar } from "./top-bar";
import { useShellCommands } from "./use-shell-commands";

export function AppShell() {
  const { user } = useSession();
  const client = useQueryClient();
  const [location] = useLocation();
  // The desk needs the width: an agent works there all day and goes elsewhere by keyboard.
  const narrow = location === "/desk";
  const collapsed = usePreference("sidebar") === "collapsed" || narrow;
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [drawerAt, setDrawerAt] = useState<string | null>(null);

  useShellCommands(user.roles, setPalette, setHelp);
  useEffect(listenForShortcuts, []);
  useEffect(() => {
    realtime.start();
    const off = realtime.onReset(() => void client.invalidateQueries());
    return () => {
      off();
      realtime.stop();
    };
  }, [client]);
  useChannel("session", () => void client.invalidateQueries({ queryKey: ["session"] }));

  if (routes.some((route) => route.bare && route.path === location)) return <Router />;
  return (
    <div className="flex h-full">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-1.5 text-table text-primary-foreground focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside
        className={cn("hidden shrink-0 border-r bg-surface transition-[width] duration-150 lg:block", collapsed ? "w-14" : "w-[232px]")}
      >
        <Sidebar collapsed={collapsed} fixed={narrow} />
      </aside>
      {/* The drawer belongs to the address it was opened on: going somewhere closes it. */}
      <Sheet open={drawerAt === location} onOpenChange={(open) => setDrawerAt(open ? location : null)}>
        <SheetContent side="left" aria-describedby={undefined}>
          <SheetTitle className="sr-only">Navigation</SheetTitle>
          <Sidebar collapsed={false} />
        </SheetContent>
      </Sheet>
      <div className="relative flex min-w-0 flex-1 flex-col">
        <TopBar onMenu={() => setDrawerAt(location)} onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
        <StaleBanner />
        <DemoBanner />
        <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
          <Router />
        </main>
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} />
      <ShortcutHelp open={help} onOpenChange={setHelp} />
    </div>
  );
}
