import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { toProblem } from "@/api/problem";
import type { CampaignListRow, QueueSnapshot } from "@/api/types";
import { Facts } from "@/components/facts";
import { SelectInput } from "@/components/form/select-field";
import { SidePanel } from "@/components/side-panel";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { count, percent, plural } from "@/lib/format";
import { useSetPace } from "../mutations";
import { allModes } from "../words";
import { LimitsForm } from "./limits-form";
import { WhatIfSheet } from "./what-if-sheet";

/** The mode, switchable while the campaign runs, and what the pace is made of. */
export function PaceCard({ campaign, pace }: { campaign: CampaignListRow; pace: QueueSnapshot["pace"] }) {
  const set = useSetPace();
  const [limiting, setLimiting] = useState(false);
  const mode = allModes.find((each) => each.value === pace.mode);
  const running = campaign.status !== "completed" && campaign.status !== "cancelled";
  return (
    <SectionCard title="Pace" hint={mode?.hint}>
      <div className="flex flex-col gap-3">
        <SelectInput
          aria-label="Dial mode"
          className="w-full sm:w-56"
          value={pace.mode}
          disabled={!running || set.isPending}
          onValueChange={(dialMode) => set.mutate({ campaign, pace: { dialMode } })}
          options={allModes}
        />
        {set.error && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
            The mode stays as it is. {toProblem(set.error).message}{" "}
            <Link href={`/campaigns/${campaign.id}/rules`} className="font-medium underline">
              Open the rules
            </Link>
          </p>
        )}
        <Facts
          items={[
            { label: "Answer rate", value: `${percent(pace.answerRate, 1)}, as learned`, mono: true },
            { label: "Ringing", value: count(pace.ringing), mono: true },
            {
              label: "Dials ahead",
              value: !["power", "predictive"].includes(pace.mode)
                ? "never in this mode"
                : pace.ahead
                  ? "yes, within the budget"
                  : "not now: one more abandoned call would be too many",
            },
          ]}
        />
        {pace.agentsKept > 0 && (
          <p className="text-table text-muted-foreground">{plural(pace.agentsKept, "agent")} kept free for people who call in.</p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" size="sm" onClick={() => setLimiting(true)}>
            <SlidersHorizontal aria-hidden /> Limits
          </Button>
          {running && <WhatIfSheet campaign={campaign} />}
        </div>
        <SidePanel open={limiting} title={`Limits of ${campaign.name}`} onClose={() => setLimiting(false)}>
          <p className="text-table text-muted-foreground">They hold from the next dial on, and leave a line in the log.</p>
          <LimitsForm campaign={campaign} disabled={!running} />
        </SidePanel>
      </div>
    </SectionCard>
  );
}
