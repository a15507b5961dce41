import { useEffect, useMemo, useRef, useState } from "react";
import { toProblem } from "@/api/problem";
import { Keys } from "@/components/keys";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";
import { useCommands, type Command } from "@/lib/commands";
import { fromZone, knownZone } from "@/lib/zoned-time";
import { dispositions } from "../dispositions";
import type { Draft, DraftedCall } from "../drafts";
import { useDispose } from "../mutations";
import { useBreaks } from "../use-breaks";
import { CallbackPicker } from "./callback-picker";

const nextStates = [
  { value: "available", label: "then Available" },
  { value: "break", label: "then Break" },
  { value: "offline", label: "then Offline" },
];

interface Props {
  call: Pick<DraftedCall, "callId" | "timeZone" | "questions">;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  onMissing: (ids: readonly string[]) => void;
  /** The call has left the desk: saving it moves nobody into another status. */
  late?: boolean;
  onSaved?: () => void;
}

/** Has the focus when it appears: 1–9 choose, Ctrl Enter saves. */
export function DispositionSheet({ call, draft, onChange, onMissing, late = false, onSaved }: Props) {
  const sheet = useRef<HTMLElement>(null);
  const zone = knownZone(call.timeZone);
  // A break with a purpose is chosen on the left, where its limits are shown.
  const coded = useBreaks().some((each) => each.rule);
  const { chosen, notes, answers, callback, callbackFor, next } = draft;
  const [error, setError] = useState<string | null>(null);
  const dispose = useDispose(call.callId);

  useEffect(() => {
    sheet.current?.focus();
  }, []);

  function save() {
    setError(null);
    if (!chosen) return setError("Choose how the call ended: keys 1 to 9.");
    if (chosen === "callback_requested" && !callback) return setError("Say when to call back.");
    const missing =
      chosen === "qualified"
        ? call.questions.filter((question) => question.required && !answers[question.id]?.trim()).map((question) => question.id)
        : [];
    onMissing(missing);
    if (missing.length > 0) return setError("Answer the required questions of the qualification form first.");
    dispose.mutate(
      {
        disposition: chosen,
        notes: notes.trim(),
        answers: Object.fromEntries(Object.entries(answers).filter(([, value]) => value.trim())),
        callbackAt: chosen === "callback_requested" ? fromZone(callback, zone).toISOString() : null,
        callbackFor,
        nextStatus: late ? "available" : next,
      },
      { onSuccess: onSaved, onError: (reason) => setError(toProblem(reason).message) },
    );
  }

  // What stood in the way of another disposition says nothing about this one.
  const choose = (value: string) => {
    setError(null);
    onMissing([]);
    onChange({ chosen: value });
  };
  const latest = useRef({ save, choose });
  useEffect(() => {
    latest.current = { save, choose };
  });
  const commands = useMemo<Command[]>(
    () => [
      ...dispositions.map((item) => ({
        id: `desk:${item.value}`,
        title: item.label,
        group: "Desk" as const,
        keys: item.key,
        run: () => latest.current.choose(item.value),
      })),
      { id: "desk:save", title: "Save the disposition", group: "Desk", keys: "mod+enter", run: () => latest.current.save() },
    ],
    [],
  );
  useCommands(commands);

  return (
    <section
      ref={sheet}
      tabIndex={-1}
      aria-label="How did the call end"
      className="border-t bg-raised shadow-pop outline-none animate-in fade-in-0 slide-in-from-bottom-4 duration-150"
    >
      <div className="grid gap-4 p-4 lg:grid-cols-[minmax(0,1fr)_240px] 2xl:grid-cols-[minmax(0,1fr)_320px]">
        <div role="radiogroup" aria-label="Disposition" className="grid grid-cols-2 content-start gap-1.5 sm:grid-cols-3">
          {dispositions.map((item) => (
            <button
              key={item.value}
              type="button"
              role="radio"
              aria-checked={chosen === item.value}
              onClick={() => choose(item.value)}
              className={cn(
                "flex min-h-10 items-center gap-2 rounded-md border border-border-strong px-2.5 py-1 text-left transition-colors hover:bg-hover",
                chosen === item.value && "border-primary bg-primary-soft hover:bg-primary-soft",
              )}
            >
              <Kbd>{item.key}</Kbd>
              <span className="min-w-0">
                <span className={cn("block truncate text-table font-medium", chosen === item.value && "text-primary-ink")}>
                  {item.label}
                </span>
                <span className="hidden truncate text-[11px] text-muted-foreground 2xl:block">{item.hint}</span>
              </span>
            </button>
          ))}
        </div>
        <div className="flex flex-col gap-3">
          {chosen === "callback_requested" && (
            <CallbackPicker
              zone={zone}
              value={callback}
              onChange={(at) => onChange({ callback: at })}
              by={callbackFor}
              onBy={(by) => onChange({ callbackFor: by })}
            />
          )}
          <Field label="Notes" optional>
            <Textarea rows={3} value={notes} onChange={(event) => onChange({ notes: event.target.value })} />
          </Field>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 border-t bg-sunken px-4 py-2.5">
        <p role="alert" className="min-w-0 flex-1 text-table text-danger-ink">
          {error}
        </p>
        {!late && (
          <SelectInput
            aria-label="Status afterwards"
            className="w-36"
            value={next}
            onValueChange={(value) => onChange({ next: value })}
            options={coded ? nextStates.filter((state) => state.value !== "break") : nextStates}
          />
        )}
        <Button disabled={dispose.isPending} onClick={() => save()}>
          Save
          <Keys keys="mod+enter" className="ml-1 hidden [&_kbd]:border-white/50 [&_kbd]:bg-transparent [&_kbd]:text-white sm:inline-flex" />
        </Button>
      </div>
    </section>
  );
}
