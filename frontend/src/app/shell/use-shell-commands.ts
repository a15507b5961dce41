import { CircleHelp, LogOut, Moon, PanelLeft, Rows3, Search, UserRound } from "lucide-react";
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useCommands, type Command } from "@/lib/commands";
import { isDark, preference, setPreference } from "@/lib/preferences";
import { navigation } from "@/app/features";
import { useSignOut } from "./use-sign-out";

export function useShellCommands(roles: readonly string[], setPalette: (open: boolean) => void, setHelp: (open: boolean) => void) {
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const commands = useMemo<Command[]>(() => {
    const pages = navigation(roles).flatMap((group) =>
      group.items.map((item) => ({
        id: `go:${item.path}`,
        title: item.label,
        group: "Go to" as const,
        keys: item.keys,
        icon: item.icon,
        keywords: group.section,
        run: () => navigate(item.path),
      })),
    );
    return [
      ...pages,
      { id: "go:/profile", title: "Profile", group: "Go to", icon: UserRound, run: () => navigate("/profile") },
      {
        id: "palette",
        title: "Search and commands",
        group: "General",
        keys: "mod+k",
        icon: Search,
        hidden: true,
        run: () => setPalette(true),
      },
      { id: "search", title: "Search", group: "General", keys: "/", icon: Search, hidden: true, run: () => setPalette(true) },
      { id: "help", title: "Keyboard shortcuts", group: "General", keys: "?", icon: CircleHelp, run: () => setHelp(true) },
      {
        id: "theme",
        title: "Switch between light and dark",
        group: "General",
        icon: Moon,
        run: () => setPreference("theme", isDark() ? "light" : "dark"),
      },
      {
        id: "density",
        title: "Switch row height",
        group: "General",
        icon: Rows3,
        run: () => setPreference("density", preference("density") === "dense" ? "comfortable" : "dense"),
      },
      {
        id: "sidebar",
        title: "Collapse or expand the sidebar",
        group: "General",
        icon: PanelLeft,
        run: () => setPreference("sidebar", preference("sidebar") === "open" ? "collapsed" : "open"),
      },
      { id: "sign-out", title: "Sign out", group: "General", icon: LogOut, run: signOut },
    ];
  }, [roles, navigate, setPalette, setHelp, signOut]);
  useCommands(commands);
}
