import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { toProblem } from "@/api/problem";
import { toastProblem } from "@/api/query";
import type { CampaignListRow } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { useSetPace, useWhatIf, type Pace } from "../mutations";
import { paceModes } from "../words";
import { WhatIfResult } from "./what-if-result";

const spans = [1, 2, 4, 8, 24].map((hours) => ({ value: String(hours), label: hours === 1 ? "Last hour" : `Last ${hours} hours` }));

/** Shows what another pace would have done with the campaign's own last hours, before anybody changes it. */
export function WhatIfSheet({ campaign }: { campaign: CampaignListRow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <FlaskConical aria-hidden /> Try a change first
      </Button>
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetContent className="sm:max-w-[560px]">
          <header className="border-b px-5 py-4">
            <SheetTitle className="text-base font-semibold">What if</SheetTitle>
            <SheetDescription className="text-table text-muted-foreground">
              Plays the last hours of {campaign.name} again with another pace: the same agents, calls like the ones really dialled. Nothing
              changes until you apply it.
            </SheetDescription>
          </header>
          {/* A new question starts from the campaign as it is now. */}
          {open && <Questions key={campaign.version} campaign={campaign} onApplied={() => setOpen(false)} />}
        </SheetContent>
      </Sheet>
    </>
  );
}

function Questions({ campaign, onApplied }: { campaign: CampaignListRow; onApplied: () => void }) {
  const ask = useWhatIf();
  const apply = useSetPace();
  const paced = paceModes.some((mode) => mode.value === campaign.dialMode);
  const [hours, setHours] = useState("4");
  const [pace, setPace] = useState<Pace>({
    dialMode: paced ? campaign.dialMode : "predictive",
    powerRatio: campaign.powerRatio,
    abandonCap: campaign.abandonCap,
    maxConcurrent: campaign.maxConcurrent,
  });
  const change = (part: Partial<Pace>) => {
    setPace((old) => ({ ...old, ...part }));
    // An answer to another question must not stand beside this one.
    ask.reset();
  };
  const number = (value: string) => (value === "" ? Number.NaN : Number(value));
  const shown = (value: number) => (Number.isNaN(value) ? "" : value);
  const errors = ask.error ? toProblem(ask.error).errors : [];
  const error = (name: keyof Pace) => errors.find((each) => each.pointer === `/${name}`)?.detail;
  const elsewhere = ask.error && !(Object.keys(pace) as (keyof Pace)[]).some(error);
  const complete = [pace.powerRatio, pace.abandonCap, pace.maxConcurrent].every((value) => !Number.isNaN(value));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-5">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ id: campaign.id, hours: Number(hours), pace });
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Play again">
            <SelectInput value={hours} onValueChange={(value) => (setHours(value), ask.reset())} options={spans} />
          </Field>
          <Field label="Mode" hint={paceModes.find((mode) => mode.value === pace.dialMode)?.hint}>
            <SelectInput value={pace.dialMode} onValueChange={(dialMode) => change({ dialMode })} options={paceModes} />
          </Field>
          {pace.dialMode === "power" && (
            <Field label="Lines per free agent" error={error("powerRatio")}>
              <Input
                type="number"
                className="num"
                step={0.1}
                min={1}
                max={10}
                value={shown(pace.powerRatio)}
                onChange={(event) => change({ powerRatio: number(event.target.value) })}
              />
            </Field>
          )}
          {pace.dialMode !== "progressive" && (
            <Field label="Abandoned, at most %" error={error("abandonCap")}>
              <Input
                type="number"
                className="num"
                step={0.1}
                min={0.5}
                max={3}
                value={shown(Math.round(pace.abandonCap * 10_000) / 100)}
                onChange={(event) => change({ abandonCap: number(event.target.value) / 100 })}
              />
            </Field>
          )}
          <Field label="Concurrent calls, at most" error={error("maxConcurrent")}>
            <Input
              type="number"
              className="num"
              min={1}
              max={1000}
              value={shown(pace.maxConcurrent)}
              onChange={(event) => change({ maxConcurrent: number(event.target.value) })}
            />
          </Field>
        </div>
        <div>
          <Button type="submit" disabled={!complete || ask.isPending}>
            {ask.isPending ? "Playing…" : "Play it"}
          </Button>
        </div>
      </form>
      {elsewhere && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
          {toProblem(ask.error).message}
        </p>
      )}
      {ask.data && <WhatIfResult answer={ask.data} cap={pace.abandonCap} />}
      {ask.data && (
        <div className="flex justify-end">
          <Button
            variant="outline"
            disabled={apply.isPending}
            onClick={() => apply.mutate({ campaign, pace }, { onSuccess: onApplied, onError: toastProblem })}
          >
            Dial like this from now on
          </Button>
        </div>
      )}
    </div>
  );
}
