import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { SectionCard } from "@/components/section-card";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { date, plural } from "@/lib/format";
import { useChangeRetention } from "../mutations";
import { retention } from "../queries";

/** How long call records are kept. Nothing is removed unless somebody has asked for it. */
export function RetentionCard() {
  const data = useQuery(retention()).data;
  const change = useChangeRetention();
  const [asking, setAsking] = useState(false);
  // As high as what comes, so that the profiles below do not move.
  if (!data) return <Skeleton className="h-[103px] rounded-lg" />;
  return (
    <SectionCard title="Call records">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor="removes-old-calls" className="text-table">
          Remove what no law asks for any more
          <span className="block text-xs text-muted-foreground">
            {data.years === null
              ? "No law that a campaign has chosen says how long records are kept, so none is removed."
              : `The longest retention of your campaigns' laws is ${plural(data.years, "year")}: each night, calls before ${date(data.before)} would go, except those that became leads.`}
          </span>
        </label>
        <Switch
          id="removes-old-calls"
          checked={data.removesOldCalls}
          disabled={change.isPending}
          onCheckedChange={(on) => (on ? setAsking(true) : change.mutate(false))}
        />
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove old call records each night?"
        confirm="Remove old records"
        danger
        onConfirm={() => change.mutate(true)}
      >
        {data.years === null
          ? "Nothing goes yet: no law that a campaign has chosen says how long records are kept. As soon as one does, what is older is removed in the following night."
          : `The first time is the coming night: calls before ${date(data.before)} go, except those that became leads.`}{" "}
        What was removed cannot be brought back.
      </ConfirmDialog>
    </SectionCard>
  );
}
