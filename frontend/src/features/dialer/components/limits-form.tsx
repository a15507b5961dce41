import { useState } from "react";
import { toProblem } from "@/api/problem";
import type { CampaignListRow } from "@/api/types";
import { toastProblem } from "@/api/query";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useSetPace, type Limits } from "../mutations";

/** The limits of the pace, changed while the campaign runs. They hold from the next dial on and leave an audit line. */
export function LimitsForm({ campaign, disabled }: { campaign: CampaignListRow; disabled: boolean }) {
  const set = useSetPace();
  const saved = {
    maxConcurrent: String(campaign.maxConcurrent),
    abandonCap: String(Math.round(campaign.abandonCap * 10_000) / 100),
    powerRatio: String(campaign.powerRatio),
    leadGoal: campaign.leadGoal === null ? "" : String(campaign.leadGoal),
    occupancyTarget: String(campaign.occupancyTarget ?? 85),
  };
  const [draft, setDraft] = useState<Partial<typeof saved>>({});
  const values = { ...saved, ...draft };
  const changed = (Object.keys(saved) as (keyof typeof saved)[]).filter((key) => values[key] !== saved[key]);
  const problem = set.error ? toProblem(set.error) : null;
  const error = (name: string) => problem?.errors.find((each) => each.pointer.endsWith(`/${name}`))?.detail;
  const submit = () => {
    const as: Record<keyof typeof saved, Limits> = {
      maxConcurrent: { maxConcurrent: Number(values.maxConcurrent) },
      abandonCap: { abandonCap: Number(values.abandonCap) / 100 },
      powerRatio: { powerRatio: Number(values.powerRatio) },
      leadGoal: { leadGoal: values.leadGoal === "" ? null : Number(values.leadGoal) },
      occupancyTarget: { rules: { agents: { occupancyTarget: Number(values.occupancyTarget) } } },
    };
    set.mutate(
      { campaign, pace: Object.assign({}, ...changed.map((key) => as[key])) as Limits },
      {
        onSuccess: () => setDraft({}),
        onError: (failure) =>
          !toProblem(failure).errors.some(({ pointer }) => pointer.slice(pointer.lastIndexOf("/") + 1) in saved) && toastProblem(failure),
      },
    );
  };
  const fields = [
    { key: "maxConcurrent", label: "Concurrent calls", min: 1, max: 1000, step: 1 },
    { key: "abandonCap", label: "Abandon cap, %", min: 0.5, max: 3, step: 0.1 },
    { key: "powerRatio", label: "Lines per agent", min: 1, max: 10, step: 0.1 },
    { key: "leadGoal", label: "Lead goal", min: 1, max: 1_000_000, step: 1 },
    { key: "occupancyTarget", label: "Occupancy, %", min: 50, max: 95, step: 1 },
  ] as const;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields.map(({ key, label, ...range }) => (
        <Field key={key} label={label} error={error(key)}>
          <Input
            type="number"
            inputMode="decimal"
            {...range}
            value={values[key]}
            disabled={disabled}
            onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
          />
        </Field>
      ))}
      <Button type="submit" className="self-start" disabled={disabled || changed.length === 0 || set.isPending}>
        Save limits
      </Button>
    </form>
  );
}
