import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { Link, useLocation } from "wouter";
import { useSession } from "@/api/session";
import { Logo } from "@/components/logo";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { setPreference } from "@/lib/preferences";
import { navigation } from "@/app/features";

type Item = ReturnType<typeof navigation>[number]["items"][number];

export function Sidebar({ collapsed, fixed = false }: { collapsed: boolean; fixed?: boolean }) {
  const { user } = useSession();
  const [location] = useLocation();
  const groups = navigation(user.roles);
  // The longest address that fits is the page one is on: /portal/new is not also /portal.
  const current = groups
    .flatMap((group) => group.items.map((item) => item.path))
    .filter((path) => location === path || (path !== "/" && location.startsWith(`${path}/`)))
    .sort((a, b) => b.length - a.length)[0];
  const Toggle = collapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <div className="flex h-full flex-col">
      <div className={cn("flex h-12 shrink-0 items-center gap-2.5", collapsed ? "justify-center" : "px-4")}>
        <Logo className="size-6" />
        {!collapsed && <span className="text-[15px] font-semibold tracking-[-0.01em]">Pivotal</span>}
      </div>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {groups.map((group) => (
          <div key={group.section} className="mt-3 first:mt-1">
            {collapsed ? (
              <div className="mx-2 mb-1 border-t first:hidden" aria-hidden />
            ) : (
              <h2 className="px-2 pb-1 text-[11px] font-medium text-muted-foreground">{group.section}</h2>
            )}
            <ul>
              {group.items.map((item) => (
                <li key={item.path}>
                  <SidebarLink item={item} collapsed={collapsed} active={item.path === current} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={cn("hidden border-t p-2", !fixed && "lg:block")}>
        <button
          type="button"
          onClick={() => setPreference("sidebar", collapsed ? "open" : "collapsed")}
          aria-label={collapsed ? "Expand the sidebar" : "Collapse the sidebar"}
          className={cn(
            "flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-table text-muted-foreground hover:bg-hover hover:text-foreground",
            collapsed && "justify-center",
          )}
        >
          <Toggle className="size-4" aria-hidden />
          {!collapsed && "Collapse"}
        </button>
      </div>
    </div>
  );
}

function SidebarLink({ item, collapsed, active }: { item: Item; collapsed: boolean; active: boolean }) {
  const link = (
    <Link
      href={item.path}
      aria-current={active ? "page" : undefined}
      aria-label={collapsed ? item.label : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 text-table font-medium text-muted-foreground transition-colors hover:bg-hover hover:text-foreground",
        collapsed && "justify-center",
        active && "bg-primary-soft text-primary-ink hover:bg-primary-soft hover:text-primary-ink",
      )}
    >
      <item.icon className="size-4 shrink-0" aria-hidden />
      {!collapsed && <span className="truncate">{item.label}</span>}
    </Link>
  );
  return collapsed ? (
    <Tooltip side="right" content={item.label}>
      {link}
    </Tooltip>
  ) : (
    link
  );
}
