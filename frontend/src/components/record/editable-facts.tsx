import { Pencil } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { toProblem } from "@/api/problem";
import { Input } from "@/components/ui/input";
import { none } from "@/lib/format";

export interface EditableFact<K extends string> {
  label: string;
  /** The field that it is saved as; without one it is only shown. */
  field?: K;
  /** What is typed. */
  text?: string | null;
  /** What is shown; the text unless said otherwise. */
  value?: ReactNode;
  /** Where it comes from and how sure it is: shown on hover, and read out. */
  source?: string;
}

/** Label and value pairs that are changed where they stand: Enter saves, Escape leaves. */
export function EditableFacts<K extends string>({
  items,
  save,
}: {
  items: readonly EditableFact<K>[];
  /** Rejects with the server's problem, which is said at the field. */
  save: (field: K, text: string) => Promise<unknown>;
}) {
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-table">
      {items.map((item) => (
        <div key={item.label} className="contents">
          <dt className="py-1 text-muted-foreground">{item.label}</dt>
          <dd className="min-w-0 break-words">
            {item.field ? (
              <Editable item={item} save={(text) => save(item.field!, text)} />
            ) : (
              <span className="block py-1">{item.value || addressed(item.text) || none}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Editable({ item, save }: { item: EditableFact<string>; save: (text: string) => Promise<unknown> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [saving, setSaving] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const before = item.text ?? "";

  function leave() {
    setDraft(null);
    setError(undefined);
    // Focus goes back to where it came from, once that is there again.
    requestAnimationFrame(() => trigger.current?.focus());
  }
  async function submit() {
    if (draft === null || saving) return;
    if (draft.trim() === before) return leave();
    setSaving(true);
    try {
      await save(draft.trim());
      leave();
    } catch (failure) {
      const problem = toProblem(failure);
      setError(problem.errors[0]?.detail ?? problem.detail ?? problem.title);
    } finally {
      setSaving(false);
    }
  }
  if (draft === null) {
    return (
      <button
        ref={trigger}
        type="button"
        title={item.source}
        onClick={() => setDraft(before)}
        className="group/edit relative -mx-1.5 flex w-[calc(100%+12px)] items-center gap-1.5 rounded-sm px-1.5 py-1 text-left hover:bg-hover"
      >
        {/* What is seen stands in the name too, so that somebody who speaks to the page can say it. */}
        <span className="sr-only">Edit {item.label}: </span>
        <span className="min-w-0 flex-1 break-words">{item.value || addressed(item.text) || none}</span>
        <Pencil
          aria-hidden
          className="size-3 shrink-0 text-muted-foreground opacity-0 transition-opacity group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100"
        />
      </button>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <Input
        autoFocus
        aria-label={item.label}
        aria-invalid={error ? true : undefined}
        value={draft}
        maxLength={500}
        readOnly={saving}
        className="h-7 px-1.5"
        onChange={(event) => {
          setDraft(event.target.value);
          setError(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") void submit();
          if (event.key === "Escape") leave();
        }}
        onBlur={() => !error && void submit()}
      />
      {error && (
        <p role="alert" className="text-xs text-danger-ink">
          {error}
        </p>
      )}
    </div>
  );
}

/** An address breaks behind its @ before it breaks within a word. */
function addressed(text: string | null | undefined) {
  const [before, ...after] = (text ?? "").split("@");
  return after.length === 0 ? (
    text
  ) : (
    <>
      {before}@<wbr />
      {after.join("@")}
    </>
  );
}
