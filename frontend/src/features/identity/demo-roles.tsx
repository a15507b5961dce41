import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BarChart3, ChevronRight, ClipboardCheck, Database, Headset, Package, ShieldCheck, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { http } from "@/api/http";
import { resource } from "@/api/query";
import { adoptSession } from "@/api/session";
import type { DemoRole } from "@/api/types";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { roleNames, type Role } from "@/lib/roles";

const icons: Partial<Record<Role, LucideIcon>> = {
  campaign_manager: BarChart3,
  agent: Headset,
  quality_analyst: ClipboardCheck,
  client_user: Package,
  data_ops: Database,
  admin: ShieldCheck,
};

/** One card for each role of a demo tenant: a click signs in, nothing is typed. */
export function DemoRoles() {
  const client = useQueryClient();
  const { data: roles, error, refetch } = useQuery(resource("/demo/roles"));
  const [tenant, setTenant] = useState<string>();
  const [entering, setEntering] = useState<string>();
  const [failed, setFailed] = useState<unknown>();

  async function enter({ tenant, role }: DemoRole) {
    setEntering(role);
    try {
      adoptSession(client, await http.post("/demo/session", { body: { tenant, role } }));
    } catch (problem) {
      setFailed(problem);
      setEntering(undefined);
    }
  }

  if (error || failed) return <ErrorState error={error ?? failed} onRetry={() => (failed ? setFailed(undefined) : void refetch())} />;
  if (!roles) return null;
  const tenants = [...new Map(roles.map((role) => [role.tenant, role.tenantName]))];
  const shown = tenant ?? tenants[0]?.[0];
  const other = tenants.find(([slug]) => slug !== shown);
  return (
    <section aria-labelledby="demo-roles" className="relative w-full max-w-[440px]">
      <h2 id="demo-roles" className="text-base font-semibold tracking-[-0.01em]">
        Or look around as
      </h2>
      <p className="mt-1 mb-3 text-table text-muted-foreground">
        Demo workspace {tenants.find(([slug]) => slug === shown)?.[1]}: every person and number in it is invented.
      </p>
      <ul className="flex flex-col gap-2">
        {roles
          .filter((role) => role.tenant === shown)
          .map((role) => (
            <RoleCard key={role.role} role={role} disabled={entering !== undefined} onEnter={() => void enter(role)} />
          ))}
      </ul>
      {other && (
        <Button variant="ghost" className="mt-2" onClick={() => setTenant(other[0])}>
          Show {other[1]} instead
        </Button>
      )}
    </section>
  );
}

function RoleCard({ role, disabled, onEnter }: { role: DemoRole; disabled: boolean; onEnter: () => void }) {
  const Icon = icons[role.role as Role] ?? ShieldCheck;
  return (
    <li>
      <button
        type="button"
        disabled={disabled}
        onClick={onEnter}
        className="group flex w-full items-center gap-3 rounded-lg border bg-surface px-3 py-2.5 text-left transition-colors hover:border-control hover:bg-muted disabled:opacity-60"
      >
        <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-primary-soft text-primary-ink">
          <Icon className="size-4" aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block text-sm font-medium">
            {roleNames[role.role as Role]} <span className="font-normal text-muted-foreground">{role.name}</span>
          </span>
          <span className="block text-xs text-muted-foreground">{role.lookAt}</span>
        </span>
        <ChevronRight className="size-4 shrink-0 text-muted-foreground transition-transform group-hover:translate-x-0.5" aria-hidden />
      </button>
    </li>
  );
}
