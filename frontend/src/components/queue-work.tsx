import { ListPlus } from "lucide-react";
import type { QueueSnapshot } from "@/api/types";
import { Progress } from "@/components/ui/progress";
import { count } from "@/lib/format";

const kinds: Record<string, { doing: string; means: string }> = {
  members: { doing: "Filling the queue", means: "Calls go out to those who are in it already." },
  rules: { doing: "Applying the changed rules", means: "Nobody is called against them meanwhile." },
  order: { doing: "Making the new order", means: "Calls go by it among those who have their place already." },
};

/** Long work on the contacts of a queue: what is done, how far it is, and what it means for the calls. */
export function QueueWorkNote({ work, running }: { work: QueueSnapshot["work"]; running: boolean }) {
  if (!work) return null;
  const { doing, means } = kinds[work.kind] ?? { doing: "Working on the queue", means: "" };
  const done = work.total ? Math.min(work.looked, work.total) : work.looked;
  return (
    <div className="flex flex-col gap-1.5 rounded-lg border bg-surface px-3 py-2 text-table">
      <p className="flex flex-wrap items-center gap-x-2">
        <ListPlus className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span>
          {doing}: <span className="num font-semibold">{count(done)}</span>
          {work.total ? (
            <>
              {" "}
              of <span className="num">{count(work.total)}</span>
            </>
          ) : null}
          .
        </span>
        {work.waiting && <span className="text-muted-foreground">Waits for its turn among other queues and imports.</span>}
        {running && <span className="text-muted-foreground">{means}</span>}
      </p>
      <Progress label={doing} value={work.total ? (100 * done) / work.total : 0} />
    </div>
  );
}
