import { useInfiniteQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Plus, UsersRound } from "lucide-react";
import { useCallback, useMemo } from "react";
import type { User } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { CountBadge } from "@/components/data-table/count-badge";
import { DataTable } from "@/components/data-table/data-table";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { EmptyState, ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { useCommands } from "@/lib/commands";
import { dateTime } from "@/lib/format";
import { roleNames, type Role } from "@/lib/roles";
import { useUrlState } from "@/lib/url-state";
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

export default function UsersPage() {
  const { get, set } = useUrlState();
  const query = useInfiniteQuery(userPages({}));
  const open = useCallback((row: User) => set({ open: row.id }), [set]);
  const fetchMore = query.fetchNextPage;
  const more = useCallback(() => void fetchMore(), [fetchMore]);
  const commands = useMemo(
    () => [{ id: "users:new", title: "New user", group: "Create" as const, keys: "n", icon: Plus, run: () => set({ new: "1" }) }],
    [set],
  );
  useCommands(commands);
  const selected = query.data?.rows.find((user) => user.id === get("open"));
  return (
    <PageFrame
      fill
      title="Users and roles"
      badge={<CountBadge total={query.data?.total} />}
      context="A person may hold several roles. Changes take effect with their next request."
      actions={<HeaderActionBar actions={[{ label: "New user", icon: Plus, tone: "primary", onSelect: () => set({ new: "1" }) }]} />}
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Users"
          columns={columns}
          rows={query.data?.rows ?? []}
          rowId={rowId}
          loading={query.isPending}
          onOpen={open}
          openId={get("open")}
          hasMore={query.hasNextPage}
          onMore={more}
          empty={<EmptyState icon={UsersRound} title="No users" />}
        />
      )}
      <UserPanel user={selected} onClose={() => set({ open: "" })} />
      <NewUserDialog open={get("new") === "1"} onClose={() => set({ new: "" })} />
    </PageFrame>
  );
}
