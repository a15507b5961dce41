import { useQuery } from "@tanstack/react-query";
import { AlertTriangle, CheckCircle2 } from "lucide-react";
import type { Import } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { count, plural } from "@/lib/format";
import { useStartImport } from "../mutations";
import { check } from "../queries";
import { reasonText } from "../reasons";

export function CheckStep({ job, onBack }: { job: Import; onBack: () => void }) {
  const mapping = job.columns.map((column) => `${column.target ?? ""} ${column.reading ?? ""}`).join();
  const query = useQuery(check(job.id, mapping));
  const start = useStartImport(job.id);
  const problems = query.data?.problems ?? [];
  return (
    <>
      <SectionCard
        title="Problems in the first rows"
        hint={query.data && `${count(query.data.rows)} rows read`}
        flush={problems.length > 0}
      >
        {query.isPending ? (
          <div role="status" className="flex flex-col gap-3" aria-busy="true" aria-label="Checking">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-5 w-1/2" />
            <Skeleton className="h-5 w-3/5" />
          </div>
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : problems.length === 0 ? (
          <p className="flex items-center gap-2 text-table">
            <CheckCircle2 className="size-4 text-success" aria-hidden />
            No problems found. Every row read can be imported.
          </p>
        ) : (
          <ul className="divide-y">
            {problems.map((problem) => (
              <li key={`${problem.code}.${problem.field}.${problem.detail}`} className="flex items-start gap-x-4 px-4 py-3 text-table">
                <AlertTriangle className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
                <div className="min-w-0 flex-1 break-words">
                  <p className="font-medium">{reasonText(problem.code, problem.field)}</p>
                  {!problem.rejects && <p className="mt-0.5 text-xs text-muted-foreground">{problem.detail}</p>}
                  <p className="mt-0.5 text-xs text-muted-foreground">
                    {problem.examples.slice(0, 3).map((example, index) => (
                      <span key={example.row}>
                        {index > 0 && ", "}
                        row {count(example.row)} <span className="num">“{example.value}”</span>
                      </span>
                    ))}
                  </p>
                </div>
                <span className="num shrink-0">{plural(problem.count, "row")}</span>
              </li>
            ))}
          </ul>
        )}
      </SectionCard>
      <p className="text-table text-muted-foreground">
        Rows that cannot be taken stay out; where only a value cannot be read, the row is imported without it. Both are listed afterwards
        with the reason, and go to an error file. People already known by their e-mail address are updated, never doubled.
      </p>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onBack}>
          Back to the columns
        </Button>
        <Button disabled={query.isPending || start.isPending} onClick={() => start.mutate(undefined)}>
          Start import
        </Button>
      </div>
    </>
  );
}
