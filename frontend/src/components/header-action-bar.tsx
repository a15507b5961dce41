import { MoreHorizontal, type LucideIcon } from "lucide-react";
import { Link } from "wouter";
import { Button } from "./ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "./ui/dropdown-menu";

export interface HeaderAction {
  label: string;
  icon?: LucideIcon;
  onSelect?: () => void;
  href?: string;
  disabled?: boolean;
  tone?: "primary" | "plain" | "danger";
  /** Goes to the overflow menu. */
  minor?: boolean;
}

export function HeaderActionBar({ actions }: { actions: HeaderAction[] }) {
  const shown = actions.filter((action) => !action.minor);
  const minor = actions.filter((action) => action.minor);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {shown.map((action) => {
        const variant = action.tone === "primary" ? "default" : action.tone === "danger" ? "danger-outline" : "outline";
        const inner = (
          <>
            {action.icon && <action.icon />}
            {action.label}
          </>
        );
        return action.href ? (
          <Button key={action.label} asChild variant={variant}>
            <Link href={action.href}>{inner}</Link>
          </Button>
        ) : (
          <Button key={action.label} variant={variant} disabled={action.disabled} onClick={action.onSelect}>
            {inner}
          </Button>
        );
      })}
      {minor.length > 0 && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline" size="icon" aria-label="More actions">
              <MoreHorizontal />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {minor.map((action) => (
              <DropdownMenuItem key={action.label} disabled={action.disabled} onSelect={action.onSelect}>
                {action.icon && <action.icon />}
                {action.label}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </div>
  );
}
