import { CircleHelp, Menu, Moon, Search, Sun } from "lucide-react";
import { useSession } from "@/api/session";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { ownZone } from "@/lib/format";
import { isDark, setPreference, usePreference } from "@/lib/preferences";
import { keyLabels } from "@/lib/shortcuts";
import { ConnectionDot } from "./connection-dot";
import { ProfileMenu } from "./profile-menu";

export function TopBar({ onMenu, onSearch, onHelp }: { onMenu: () => void; onSearch: () => void; onHelp: () => void }) {
  const { tenant } = useSession();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface px-3 lg:px-4">
      <Button variant="ghost" size="icon" className="lg:hidden" aria-label="Open navigation" onClick={onMenu}>
        <Menu />
      </Button>
      <div className="flex min-w-0 items-center gap-2">
        <span className="truncate text-table font-semibold">{tenant.name}</span>
        {tenant.isDemo && (
          <Badge tone="teal" className="hidden sm:inline-flex">
            Demo
          </Badge>
        )}
        {ownZone() !== tenant.timeZone && (
          <span className="hidden truncate text-xs text-muted-foreground xl:inline">
            Times in {ownZone().replace(/_/g, " ")}; the workspace is in {tenant.timeZone.replace(/_/g, " ")}
          </span>
        )}
      </div>
      <button
        type="button"
        onClick={onSearch}
        className="ml-auto inline-flex h-8 items-center gap-2 rounded-md border border-border-strong bg-background px-2.5 text-table text-muted-foreground transition-colors hover:border-control sm:w-64"
      >
        <Search className="size-3.5" aria-hidden />
        <span className="sr-only flex-1 text-left sm:not-sr-only">Search or jump to</span>
        <span aria-hidden className="hidden gap-0.5 sm:flex">
          {keyLabels("mod+k")[0]!.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      </button>
      <ConnectionDot />
      <ThemeToggle />
      <Tooltip side="bottom" content="Keyboard shortcuts">
        <Button variant="ghost" size="icon" className="hidden sm:inline-flex" aria-label="Keyboard shortcuts" onClick={onHelp}>
          <CircleHelp />
        </Button>
      </Tooltip>
      <ProfileMenu />
    </header>
  );
}

function ThemeToggle() {
  usePreference("theme");
  const dark = isDark();
  const label = dark ? "Use the light theme" : "Use the dark theme";
  return (
    <Tooltip side="bottom" content={label}>
      <Button variant="ghost" size="icon" aria-label={label} onClick={() => setPreference("theme", dark ? "light" : "dark")}>
        {dark ? <Sun /> : <Moon />}
      </Button>
    </Tooltip>
  );
}
