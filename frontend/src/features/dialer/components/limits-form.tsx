import { useState } from "react";
import { toProblem } from "@/api/problem";
import type { Campaign } from "@/api/types";
import { toastProblem } from "@/api/query";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useSetPace } from "../mutations";

/** The limits of the pace, changed while the campaign runs. They hold from the next dial on and leave an audit line. */
export function LimitsForm({ campaign, disabled }: { campaign: Campaign; disabled: boolean }) {
  const set = useSetPace();
  const saved = { powerRatio: String(campaign.powerRatio), abandonCap: String(Math.round(campaign.abandonCap * 10_000) / 100), maxConcurrent: String(campaign.maxConcurrent) };
  const [draft, setDraft] = useState<Partial<typeof saved>>({});
  const values = { ...saved, ...draft };
  const changed = (Object.keys(saved) as (keyof typeof saved)[]).filter((key) => values[key] !== saved[key]);
  const problem = set.error ? toProblem(set.error) : null;
  const error = (name: string) => problem?.errors.find((each) => each.pointer === `/${name}`)?.detail;
  const submit = () => {
    const as = { powerRatio: Number(values.powerRatio), abandonCap: Number(values.abandonCap) / 100, maxConcurrent: Number(values.maxConcurrent) };
    set.mutate({ campaign, pace: Object.fromEntries(changed.map((key) => [key, as[key]])) }, {
      onSuccess: () => setDraft({}),
      onError: (failure) => !toProblem(failure).errors.some(({ pointer }) => pointer.slice(1) in saved) && toastProblem(failure),
    });
  };
  const fields = [
    { key: "maxConcurrent", label: "Concurrent calls", min: 1, max: 1000, step: 1 },
    { key: "abandonCap", label: "Abandon cap, %", min: 0.5, max: 3, step: 0.1 },
    { key: "powerRatio", label: "Lines per agent", min: 1, max: 10, step: 0.1 },
  ] as const;
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields.map(({ key, label, ...range }) => (
        <Field key={key} label={label} error={error(key)} className="w-28">
          <Input type="number" inputMode="decimal" {...range} value={values[key]} disabled={disabled} onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />
        </Field>
      ))}
      <Button type="submit" variant="outline" className="self-end" disabled={disabled || changed.length === 0 || set.isPending}>
        Save limits
      </Button>
    </form>
  );
}
