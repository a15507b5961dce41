import { useQuery } from "@tanstack/react-query";
import type { Import } from "@/api/types";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { encodingName } from "../encodings";
import { encodingProposals } from "../queries";

/** The likeliest encodings of a file whose letters fit several, each with what it makes of the same cells. Nobody but a reader can tell which is right. */
export function EncodingQuestion({ job, onChoose }: { job: Import; onChoose: (encoding: string) => void }) {
  const query = useQuery(encodingProposals(job.id, job.encoding, job.delimiter));
  return (
    <div role="group" aria-label="Encodings that fit" className="mb-4">
      <p role="status" className="text-table text-warning-ink">
        The letters of this file fit several encodings. Choose the one in which the values read right; if none does, choose another below.
      </p>
      {query.isPending ? (
        <Skeleton className="mt-3 h-24" />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ul className="mt-3 divide-y rounded-md border">
          {query.data.map((proposal) => (
            <li key={proposal.encoding} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-table">
              <span className="w-44 shrink-0 text-muted-foreground">{encodingName(proposal.encoding)}</span>
              <span className="min-w-0 flex-1 break-words">{proposal.examples.join(" · ") || "The same as in the others"}</span>
              <Button
                variant="outline"
                size="sm"
                aria-label={`Read it so: ${encodingName(proposal.encoding)}`}
                onClick={() => onChoose(proposal.encoding)}
              >
                Read it so
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
