import { useRef } from "react";
import type { Import } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { encodingName } from "../encodings";
import { useSetReading } from "../mutations";
import { EncodingQuestion } from "./encoding-question";

const delimiters = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Bar" },
];

const certainties: Record<string, string> = { guess: "A guess", likely: "Likely", certain: "Certain" };

/** How the file is read, and how sure that is. Where the separator was a guess, it says so: the first values in the table below show whether it is right. Where the encoding was one, somebody is asked. */
export function ReadingCard({ job }: { job: Import }) {
  const read = useSetReading(job.id);
  const encodings = useRef<HTMLButtonElement>(null);
  // Not disabled meanwhile: that would take the focus from whoever chooses by keyboard.
  const change = (encoding: string | null, delimiter: string | null) => {
    if (!read.isPending) read.mutate({ encoding, delimiter });
  };
  // The question goes with its answer; the focus stays where the answer is seen and changed.
  const answer = (encoding: string) => {
    if (!read.isPending) read.mutate({ encoding, delimiter: null }, { onSuccess: () => encodings.current?.focus() });
  };
  return (
    <SectionCard title="How the file is read" hint="The first values below show whether it is right">
      {job.encodingCertainty === "guess" && <EncodingQuestion job={job} onChoose={answer} />}
      {job.delimiterCertainty === "guess" && (
        <p role="status" className="mb-3 text-table text-warning-ink">
          Not sure of the separator: look at the first values, and choose another if they are wrong.
        </p>
      )}
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        <Field label="Encoding" hint={certainties[job.encodingCertainty]}>
          <SelectInput
            ref={encodings}
            value={job.encoding}
            onValueChange={(encoding) => change(encoding, null)}
            options={job.encodings.map((name) => ({ value: name, label: encodingName(name) }))}
          />
        </Field>
        <Field label="Cells are separated by" hint={certainties[job.delimiterCertainty]}>
          <SelectInput value={job.delimiter} onValueChange={(delimiter) => change(null, delimiter)} options={delimiters} />
        </Field>
      </div>
    </SectionCard>
  );
}
