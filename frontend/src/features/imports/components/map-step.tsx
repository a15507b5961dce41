import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import type { Import } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { plural } from "@/lib/format";
import { answer, question } from "../ambiguity";
import { useSaveMapping } from "../mutations";
import { listChoices, targets as targetsQuery } from "../queries";
import { DeleteImport } from "./delete-import";
import { ReadingQuestions } from "./reading-questions";
import { TargetPicker } from "./target-picker";

const confidence: Record<string, { tone: Tone; label: string }> = {
  exact: { tone: "green", label: "Recognised" },
  likely: { tone: "amber", label: "Likely" },
  none: { tone: "slate", label: "Unknown" },
};
const newList = "new";
const noList = "none";

export function MapStep({ job, onDone }: { job: Import; onDone: () => void }) {
  const targets = useQuery(targetsQuery());
  const lists = useQuery(listChoices());
  const save = useSaveMapping(job.id);
  const [mapping, setMapping] = useState(() => new Map(job.columns.map((column) => [column.index, column.target ?? null])));
  const [readings, setReadings] = useState(() => new Map(job.columns.map((column) => [column.index, column.reading])));
  const [list, setList] = useState(job.listId ?? newList);
  const [listName, setListName] = useState(job.fileName.replace(/\.\w+$/, ""));

  const taken = new Set([...mapping.values()].filter((target) => target !== null));
  const left = job.columns.filter((column) => !mapping.get(column.index));
  const questions = job.columns.flatMap((column) => {
    const ambiguity = question(column, mapping.get(column.index), targets.data ?? []);
    return ambiguity
      ? [{ index: column.index, header: column.header, ambiguity, answer: answer(ambiguity, readings.get(column.index)) }]
      : [];
  });
  const answers = new Map(questions.map((asked) => [asked.index, asked.answer]));
  const open = questions.some((asked) => asked.answer === null);
  const encodingOpen = job.encodingCertainty === "guess";
  const missingEmail = !taken.has("contact.email");

  function submit() {
    save.mutate(
      {
        columns: [...mapping].map(([index, target]) => ({ index, target, reading: answers.get(index) ?? null })),
        listId: list === newList || list === noList ? null : list,
        listName: list === newList ? listName.trim() : null,
      },
      { onSuccess: onDone },
    );
  }

  return (
    <>
      <SectionCard title="Columns" hint={left.length > 0 ? `${plural(left.length, "column")} left out` : "All columns are used"} flush>
        <div className="overflow-x-auto">
          <table className="w-full text-table max-md:table-fixed md:min-w-[640px]">
            <thead>
              <tr className="border-b text-left text-xs text-muted-foreground [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium">
                <th scope="col">Column in the file</th>
                <th scope="col" className="max-md:hidden">
                  First values
                </th>
                <th scope="col" className="w-[56%] md:w-60">
                  Becomes
                </th>
                <th scope="col" className="w-28 max-md:hidden">
                  Match
                </th>
              </tr>
            </thead>
            <tbody>
              {job.columns.map((column) => {
                const look = confidence[column.confidence] ?? confidence.none!;
                const samples = column.samples.filter(Boolean);
                const changed = mapping.get(column.index) !== (column.target ?? null);
                return (
                  <tr key={column.index} className="border-b last:border-0 [&>td]:px-4 [&>td]:py-1.5">
                    <td className="max-w-44 font-medium" title={column.header}>
                      <span className="block truncate">{column.header}</span>
                      <span className="block truncate text-xs font-normal text-muted-foreground md:hidden">
                        {samples.slice(0, 3).join(" · ")}
                      </span>
                    </td>
                    <td className="max-w-56 truncate text-muted-foreground max-md:hidden" title={samples.join(" · ")}>
                      {samples.slice(0, 3).join(" · ")}
                    </td>
                    <td>
                      <TargetPicker
                        header={column.header}
                        value={mapping.get(column.index) ?? null}
                        targets={targets.data ?? []}
                        taken={taken}
                        onChange={(target) => setMapping(new Map(mapping).set(column.index, target))}
                      />
                    </td>
                    <td className="max-md:hidden">
                      <Badge tone={changed ? "blue" : look.tone}>{changed ? "By hand" : look.label}</Badge>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </SectionCard>
      {questions.length > 0 && (
        <ReadingQuestions questions={questions} onAnswer={(index, reading) => setReadings(new Map(readings).set(index, reading))} />
      )}
      <SectionCard title="List" hint="A campaign is made from a list">
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          <Field label="Everyone imported goes to">
            <SelectInput
              value={list}
              onValueChange={setList}
              options={[
                { value: newList, label: "A new list" },
                { value: noList, label: "No list" },
                ...(lists.data?.items ?? []).map((item) => ({ value: item.id, label: item.name })),
              ]}
            />
          </Field>
          {list === newList && (
            <Field label="Name of the new list" error={listName.trim() ? undefined : "Give the list a name"}>
              <Input value={listName} maxLength={200} onChange={(event) => setListName(event.target.value)} />
            </Field>
          )}
        </div>
      </SectionCard>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <DeleteImport job={job} />
        {!encodingOpen && missingEmail && (
          <p className="text-table text-danger-ink">Say which column holds the e-mail address: it identifies the person.</p>
        )}
        {encodingOpen && <p className="text-table text-danger-ink">Say which encoding the file is in.</p>}
        {!encodingOpen && !missingEmail && open && (
          <p className="text-table text-danger-ink">Say how the values are read that can be read in two ways.</p>
        )}
        <Button
          disabled={encodingOpen || missingEmail || open || targets.isPending || save.isPending || (list === newList && !listName.trim())}
          onClick={submit}
        >
          Check the file
          <ArrowRight />
        </Button>
      </div>
    </>
  );
}
