import type { Question } from "@/api/types";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";

interface Props {
  questions: readonly Question[];
  answers: Readonly<Record<string, string>>;
  missing: readonly string[];
  onChange: (id: string, value: string) => void;
  notes: string | undefined;
  onNotes: (notes: string) => void;
}

export function QualificationForm({ questions, answers, missing, onChange, notes, onNotes }: Props) {
  return (
    <div className="flex flex-col gap-4">
      {questions.length === 0 && (
        <p className="text-table text-muted-foreground">This campaign asks no questions. Note what matters below.</p>
      )}
      {questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          value={answers[question.id] ?? ""}
          error={missing.includes(question.id) && !answers[question.id] ? "An answer is needed to qualify this call" : undefined}
          onChange={(value) => onChange(question.id, value)}
        />
      ))}
      {notes !== undefined && (
        <Field label="Notes" optional>
          <Textarea rows={3} value={notes} onChange={(event) => onNotes(event.target.value)} />
        </Field>
      )}
    </div>
  );
}

function QuestionField({
  question,
  value,
  error,
  onChange,
}: {
  question: Question;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}) {
  if (question.kind === "yes_no" || question.kind === "choice") {
    const options = question.kind === "yes_no" ? ["yes", "no"] : question.options;
    return (
      <fieldset>
        <legend className="mb-1.5 text-xs font-medium">
          {question.text}
          {!question.required && <span className="font-normal text-muted-foreground"> (optional)</span>}
        </legend>
        <div className="flex flex-wrap gap-1.5">
          {options.map((option) => (
            <button
              key={option}
              type="button"
              aria-pressed={value === option}
              onClick={() => onChange(value === option ? "" : option)}
              className={cn(
                "min-h-8 rounded-md border border-border-strong px-3 text-table transition-colors hover:bg-hover",
                value === option && "border-primary bg-primary-soft font-medium text-primary-ink hover:bg-primary-soft",
              )}
            >
              {question.kind === "yes_no" ? (option === "yes" ? "Yes" : "No") : option}
            </button>
          ))}
        </div>
        {error && (
          <p role="alert" className="mt-1.5 text-xs text-danger-ink">
            {error}
          </p>
        )}
      </fieldset>
    );
  }
  return (
    <Field label={question.text} optional={!question.required} error={error}>
      {question.kind === "text" ? (
        <Textarea rows={2} value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input
          type={question.kind === "number" ? "number" : "date"}
          className="num max-w-48"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
