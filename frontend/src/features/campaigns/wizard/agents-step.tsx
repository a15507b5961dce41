import { useQuery } from "@tanstack/react-query";
import { Headphones } from "lucide-react";
import { useFormContext, useWatch } from "react-hook-form";
import { AgentPicker } from "../components/agent-picker";
import { SectionCard } from "@/components/section-card";
import { EmptyState, ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { plural } from "@/lib/format";
import { assignable } from "../queries";
import type { Values } from "./values";

export function AgentsStep({ campaignId }: { campaignId: string }) {
  const { control, setValue, formState } = useFormContext<Values>();
  const [chosen, mode] = useWatch({ control, name: ["agentIds", "dialMode"] });
  const query = useQuery(assignable());
  return (
    <SectionCard
      title="Agents"
      hint={
        chosen.length > 0
          ? `${plural(chosen.length, "agent")} chosen`
          : mode === "agentless"
            ? "Not needed: people hear the message"
            : "An agent works on one campaign at a time"
      }
      flush
    >
      {query.isPending ? (
        <Skeleton className="m-4 h-40" />
      ) : !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data.length === 0 ? (
        <EmptyState icon={Headphones} title="Nobody has the role agent">
          An administrator gives the role under Users and roles.
        </EmptyState>
      ) : (
        <AgentPicker
          agents={query.data}
          campaignId={campaignId}
          value={chosen}
          onChange={(ids) => setValue("agentIds", ids, { shouldDirty: true, shouldValidate: true })}
        />
      )}
      {formState.errors.agentIds ? (
        <p role="alert" className="border-t px-4 py-2 text-xs text-danger-ink">
          {formState.errors.agentIds.message}
        </p>
      ) : (
        chosen.length === 0 &&
        mode !== "agentless" && (
          <p role="status" className="border-t px-4 py-2 text-xs text-muted-foreground">
            You can go on without an agent and keep the draft; it starts once somebody is assigned. Who works elsewhere is moved in the
            control centre or becomes free when that campaign is over.
          </p>
        )
      )}
    </SectionCard>
  );
}
