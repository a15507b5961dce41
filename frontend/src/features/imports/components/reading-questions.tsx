import { useId } from "react";
import { SectionCard } from "@/components/section-card";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { amount, calendarDay } from "@/lib/format";
import type { Ambiguity, Example } from "../ambiguity";

export interface Question {
  index: number;
  header: string;
  ambiguity: Ambiguity;
  answer: string | null;
}

const names: Record<string, string> = {
  day: "Day first",
  month: "Month first",
  thousands: "Thousands",
  decimal: "Decimals",
  leave_out: "Leave them out",
};

/** Values that can be read in two ways, with what each way makes of them. The file does not say which is right, so somebody has to. */
export function ReadingQuestions({
  questions,
  onAnswer,
}: {
  questions: readonly Question[];
  onAnswer: (index: number, reading: string) => void;
}) {
  return (
    <SectionCard title="Values that can be read in two ways" hint="No other value in the column tells which is right" flush>
      <div className="divide-y">
        {questions.map((question) => (
          <QuestionOf key={question.index} question={question} onAnswer={(reading) => onAnswer(question.index, reading)} />
        ))}
      </div>
    </SectionCard>
  );
}

function QuestionOf({ question, onAnswer }: { question: Question; onAnswer: (reading: string) => void }) {
  const id = useId();
  const { header, ambiguity, answer } = question;
  const ways = ambiguity.kind === "date" ? ["day", "month", "leave_out"] : ["thousands", "decimal", "leave_out"];
  return (
    <div className="px-4 py-3">
      <p id={id} className="text-table font-medium">
        {ambiguity.kind === "date"
          ? `What stands first in the dates of “${header}”?`
          : `What is the separator in the amounts of “${header}”?`}
      </p>
      {answer === null && <p className="mt-0.5 text-xs text-warning-ink">Choose one before the file is checked.</p>}
      <RadioGroup aria-labelledby={id} value={answer ?? ""} onValueChange={onAnswer} className="mt-2 grid gap-1 md:grid-cols-3">
        {ways.map((way) => (
          <label
            key={way}
            htmlFor={`${id}-${way}`}
            className="flex min-h-8 cursor-pointer items-start gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover"
          >
            <RadioGroupItem id={`${id}-${way}`} value={way} className="mt-0.5" />
            <span className="min-w-0 text-table">
              {names[way]}
              {way === "leave_out" ? (
                <span className="block text-xs text-muted-foreground">Rows come in without these values, which are listed.</span>
              ) : (
                ambiguity.examples.map((example) => <Reading key={example.value} example={example} way={way} kind={ambiguity.kind} />)
              )}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}

function Reading({ example, way, kind }: { example: Example; way: string; kind: string }) {
  const read = example.readings.find((reading) => reading.reading === way)?.value;
  return (
    <span className="block text-xs break-words text-muted-foreground">
      <span className="num">{example.value}</span> is {!read ? "left out" : kind === "date" ? calendarDay(read) : amount(Number(read))}
    </span>
  );
}
