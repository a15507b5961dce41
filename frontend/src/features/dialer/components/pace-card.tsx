import type { Campaign, QueueSnapshot } from "@/api/types";
import { Facts } from "@/components/facts";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { count, percent } from "@/lib/format";
import { useSetPace } from "../mutations";
import { paceModes } from "../words";
import { LimitsForm } from "./limits-form";
import { WhatIfSheet } from "./what-if-sheet";

/** The mode, switchable while the campaign runs, and what the pace is made of. */
export function PaceCard({ campaign, pace }: { campaign: Campaign; pace: QueueSnapshot["pace"] }) {
  const set = useSetPace();
  const mode = paceModes.find((each) => each.value === pace.mode);
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
          options={paceModes}
        />
        <Facts
          items={[
            { label: "Answer rate", value: `${percent(pace.answerRate, 1)}, as learned`, mono: true },
            { label: "Ringing", value: count(pace.ringing), mono: true },
            { label: "Dials ahead", value: pace.mode === "progressive" ? "never: one call per free agent" : pace.ahead ? "yes, within the budget" : "not now: the abandon budget is used up" },
          ]}
        />
        <LimitsForm campaign={campaign} disabled={!running} />
        {running && <div><WhatIfSheet campaign={campaign} /></div>}
      </div>
    </SectionCard>
  );
}
