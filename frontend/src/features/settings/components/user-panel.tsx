import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { toProblem } from "@/api/problem";
import { useSession } from "@/api/session";
import type { User } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Facts } from "@/components/facts";
import { SidePanel } from "@/components/side-panel";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { date, dateTime } from "@/lib/format";
import { useRenewSetupLink, useSetRoles, useUpdateUser } from "../mutations";
import { RolePicker } from "./role-picker";
import { SetupLink } from "./setup-link";

export function UserPanel({ user, onClose }: { user: User | undefined; onClose: () => void }) {
  return (
    <SidePanel
      open={user !== undefined}
      title={user ? `${user.firstName} ${user.lastName}`.trim() || user.username : "User"}
      onClose={onClose}
    >
      {user && <UserForm key={`${user.id}.${user.version}`} user={user} />}
    </SidePanel>
  );
}

function UserForm({ user }: { user: User }) {
  const me = useSession().user.id;
  const [roles, setRoles] = useState<string[]>(user.roles);
  const [confirming, setConfirming] = useState(false);
  const save = useSetRoles();
  const update = useUpdateUser();
  const renew = useRenewSetupLink();
  const active = user.status === "active";
  const changed = roles.toSorted().join() !== user.roles.toSorted().join();
  return (
    <>
      <div className="flex flex-col gap-5">
        <Facts
          items={[
            { label: "Status", value: <StatusBadge status={user.status} /> },
            { label: "E-mail", value: user.email },
            { label: "User name", value: user.username, mono: true },
            { label: "Last sign-in", value: dateTime(user.lastSignInAt) },
            { label: "Created", value: date(user.createdAt) },
          ]}
        />
        {active && (
          <div className="flex flex-col items-start gap-1.5">
            <Button size="sm" variant="outline" disabled={renew.isPending} onClick={() => renew.mutate(user.id)}>
              <KeyRound />
              New one-time link
            </Button>
            <p className="text-xs text-muted-foreground">
              For whoever lost the first link or forgot the password. Links given before stop working.
            </p>
          </div>
        )}
        <RolePicker value={roles} onChange={setRoles} />
        {save.error && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
            {toProblem(save.error).message}
          </p>
        )}
      </div>
      <div className="mt-auto flex items-center gap-2 border-t pt-4">
        {user.id !== me && (
          <Button variant={active ? "danger-outline" : "outline"} onClick={() => setConfirming(true)}>
            {active ? "Disable" : "Enable"}
          </Button>
        )}
        <Button
          className="ml-auto"
          disabled={!changed || roles.length === 0 || save.isPending}
          onClick={() => save.mutate({ user, roles }, { onSuccess: () => toast.success("Roles saved") })}
        >
          Save roles
        </Button>
      </div>
      <Dialog open={renew.data !== undefined} onOpenChange={(open) => !open && renew.reset()}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>One-time link</DialogTitle>
            <DialogDescription>
              Give it to {user.firstName || user.username}; it sets a password and works once, for 7 days. It is not shown again.
            </DialogDescription>
          </DialogHeader>
          {renew.data && <SetupLink link={renew.data.setupLink} onDone={() => renew.reset()} />}
        </DialogContent>
      </Dialog>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`${active ? "Disable" : "Enable"} ${user.firstName || user.username}?`}
        confirm={active ? "Disable user" : "Enable user"}
        danger={active}
        onConfirm={() => update.mutate({ user, changes: { status: active ? "disabled" : "active" } })}
      >
        {active ? "They are signed out everywhere and cannot sign in until enabled again." : "They can sign in again with their password."}
      </ConfirmDialog>
    </>
  );
}
