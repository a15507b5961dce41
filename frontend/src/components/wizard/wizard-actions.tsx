import { ArrowLeft, ArrowRight, type LucideIcon } from "lucide-react";
import { useMemo, useRef, type ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { useWizard } from "./wizard-context";

/** What the server refused of the step, back, and on; the last step says what will happen. */
export function WizardActions({
  busy,
  onNext,
  finish,
  beside,
}: {
  busy: boolean;
  onNext: () => void;
  finish: { label: string; icon: LucideIcon };
  /** Another way to end, offered at the last step. */
  beside?: ReactNode;
}) {
  const { steps, at, onGo } = useWizard();
  const { formState } = useFormContext();
  const next = useRef<HTMLButtonElement>(null);
  const commands = useMemo(
    () => [
      {
        id: "wizard:next",
        title: "Save and continue",
        group: "Page" as const,
        keys: "mod+enter",
        hidden: true,
        // Through the button, so that a step that is being saved is not saved twice.
        run: () => next.current?.click(),
      },
    ],
    [],
  );
  useCommands(commands);
  const last = at === steps.length - 1;
  const refusal = formState.errors.root?.server?.message;
  const Finish = finish.icon;
  return (
    <>
      {refusal && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
          {refusal}
        </p>
      )}
      <div className="flex items-center justify-between gap-2">
        {at > 0 ? (
          <Button variant="outline" onClick={() => onGo(steps[at - 1]!.key)}>
            <ArrowLeft />
            Back
          </Button>
        ) : (
          <span />
        )}
        <div className="flex gap-2">
          {last && beside}
          {/* Leaving a field shows its error, which would move the button away between press and release: the press keeps the focus where it is. */}
          <Button ref={next} disabled={busy} onMouseDown={(event) => event.preventDefault()} onClick={onNext}>
            {last && <Finish />}
            {last ? finish.label : "Save and continue"}
            {!last && <ArrowRight />}
          </Button>
        </div>
      </div>
    </>
  );
}
