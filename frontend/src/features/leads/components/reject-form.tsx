import { useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/form/field";
import { Textarea } from "@/components/ui/textarea";

const common = [
  "Wrong person for the campaign",
  "Answers incomplete",
  "Company outside the target",
  "No consent to be contacted",
  "Duplicate of an earlier lead",
];

export function RejectForm({ busy, onCancel, onReject }: { busy: boolean; onCancel: () => void; onReject: (reason: string) => void }) {
  const [reason, setReason] = useState("");
  const text = reason.trim();
  const field = useRef<HTMLTextAreaElement>(null);
  /** The reason stays open to a word more, and Ctrl Enter goes on from there. */
  function choose(preset: string) {
    setReason(preset);
    field.current?.focus();
  }
  // Before the registry at the document, wherever in the form the focus is: this Ctrl Enter and this Escape are meant for the rejection.
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text && !busy) {
      event.preventDefault();
      onReject(text);
    }
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the fields in it
    <form
      onKeyDown={onKeyDown}
      className="flex flex-col gap-2 rounded-md border border-danger/40 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (text) onReject(text);
      }}
    >
      <Field label="Reason for the rejection">
        <Textarea ref={field} autoFocus rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="flex flex-wrap gap-1">
        {common.map((preset) => (
          <Button key={preset} variant="secondary" size="sm" onClick={() => choose(preset)}>
            {preset}
          </Button>
        ))}
      </div>
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="danger" size="sm" disabled={!text || busy}>
          Reject lead
        </Button>
      </div>
    </form>
  );
}
