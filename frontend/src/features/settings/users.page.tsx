import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Plus, UsersRound } from "lucide-react";
import { useMemo } from "react";
import type { User } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { HeaderActionBar } from "@/components/header-action-bar";
import { AdvancedFilterBar } from "@/components/list/advanced-filter-bar";
import { ListContent } from "@/components/list/list-content";
import { ListPage } from "@/components/list/list-page";
import { useListState, type ListFilter } from "@/components/list/use-list-state";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { useCommands } from "@/lib/commands";
import { dateTime, words } from "@/lib/format";
import { roleNames, type Role } from "@/lib/roles";
import { NewUserDialog } from "./components/new-user-dialog";
import { UserPanel } from "./components/user-panel";
import { userPages } from "./queries";

const columns: ColumnDef<User, unknown>[] = [
  {
    id: "name",
    header: "Name",
    size: 240,
    cell: ({ row: { original: user } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={`${user.firstName} ${user.lastName}`} className="size-5 text-[9px]" />
        <span className="truncate font-medium">{`${user.firstName} ${user.lastName}`.trim() || user.username}</span>
      </span>
    ),
  },
  { id: "email", header: "E-mail", size: 240, cell: ({ row }) => row.original.email },
  { id: "status", header: "Status", size: 110, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
  { id: "lastSignInAt", header: "Last sign-in", size: 180, meta: { firm: true }, cell: ({ row }) => dateTime(row.original.lastSignInAt) },
  {
    id: "roles",
    header: "Roles",
    size: 260,
    cell: ({ row }) => (
      <span className="flex gap-1 overflow-hidden">
        {row.original.roles.map((role) => (
          <Badge key={role} tone={role === "admin" ? "violet" : "slate"}>
            {roleNames[role as Role] ?? role}
          </Badge>
        ))}
      </span>
    ),
  },
];
const rowId = (row: User) => row.id;
const filters: readonly ListFilter[] = [
  { key: "role", label: "Role", options: Object.entries(roleNames).map(([value, label]) => ({ value, label })) },
  { key: "status", label: "Status", options: ["active", "disabled"].map((value) => ({ value, label: words(value) })) },
];

export default function UsersPage() {
  const state = useListState(filters);
  const { set, value } = state;
  const query = useInfiniteQuery(userPages({ q: state.q, role: value("role"), status: value("status") }));
  const commands = useMemo(
    () => [{ id: "users:new", title: "New user", group: "Create" as const, keys: "n", icon: Plus, run: () => set({ new: "1" }) }],
    [set],
  );
  useCommands(commands);
  const selected = query.data?.rows.find((user) => user.id === state.openId);
  return (
    <ListPage
      list={{ name: "Users and roles", state, query, columns, rowId, onOpen: state.open }}
      context="A person may hold several roles. Changes take effect with their next request."
      actions={<HeaderActionBar actions={[{ label: "New user", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) }]} />}
    >
      <AdvancedFilterBar placeholder="Name or address" />
      <ListContent
        empty={{
          icon: UsersRound,
          title: "No users",
          says: "Everybody who works here has an account of their own.",
          noMatch: { title: "Nobody matches these filters", says: "Remove a condition, or search for the beginning of a name or address." },
        }}
      />
      <UserPanel user={selected} onClose={() => set({ open: "" })} />
      <NewUserDialog open={value("new") === "1"} onClose={() => set({ new: "" })} />
    </ListPage>
  );
}
