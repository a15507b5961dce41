import { useQuery } from "@tanstack/react-query";
import { SectionCard } from "@/components/section-card";
import { Switch } from "@/components/ui/switch";
import { date, plural } from "@/lib/format";
import { useChangeRetention } from "../mutations";
import { retention } from "../queries";

/** How long call records are kept. Nothing is removed unless somebody has asked for it. */
export function RetentionCard() {
  const data = useQuery(retention()).data;
  const change = useChangeRetention();
  if (!data) return null;
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
        <Switch id="removes-old-calls" checked={data.removesOldCalls} disabled={change.isPending} onCheckedChange={(on) => change.mutate(on)} />
      </div>
    </SectionCard>
  );
}
