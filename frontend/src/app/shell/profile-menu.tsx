import { LogOut, UserRound } from "lucide-react";
import { useLocation } from "wouter";
import { useSession } from "@/api/session";
import { Avatar } from "@/components/avatar";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { setPreference, usePreference } from "@/lib/preferences";
import { roleNames, type Role } from "@/lib/roles";
import { useSignOut } from "./use-sign-out";

export function ProfileMenu() {
  const { user } = useSession();
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const dense = usePreference("density") === "dense";
  const letters = usePreference("letterKeys");
  const name = `${user.firstName} ${user.lastName}`.trim() || user.username;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="rounded-full">
        <span className="sr-only">Profile of {name}</span>
        <Avatar name={name} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <DropdownMenuLabel>
          <span className="block truncate text-table font-medium text-foreground">{name}</span>
          <span className="block truncate">{user.email}</span>
          <span className="mt-0.5 block truncate">{user.roles.map((role) => roleNames[role as Role] ?? role).join(", ")}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => navigate("/profile")}>
          <UserRound />
          Profile
        </DropdownMenuItem>
        <DropdownMenuCheckboxItem checked={dense} onCheckedChange={(on) => setPreference("density", on ? "dense" : "comfortable")}>
          Dense rows
        </DropdownMenuCheckboxItem>
        <DropdownMenuCheckboxItem checked={letters} onCheckedChange={(on) => setPreference("letterKeys", on)}>
          Single-letter keys
        </DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
