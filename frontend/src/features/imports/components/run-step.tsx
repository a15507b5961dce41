import type { Import } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { StatStrip } from "@/components/stat";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { useNow } from "@/lib/clock";
import { count, duration, percent } from "@/lib/format";
import { useCancelImport } from "../mutations";

export function RunStep({ job }: { job: Import }) {
  const cancel = useCancelImport(job.id);
  const now = useNow();
  const waiting = job.status === "waiting";
  const { progress } = job;
  const share = progress.totalRows ? progress.processed / progress.totalRows : 0;
  const remaining =
    progress.totalRows && progress.rowsPerSecond > 0 ? (progress.totalRows - progress.processed) / progress.rowsPerSecond : null;
  return (
    <SectionCard
      title={waiting ? "Waiting for its turn" : "Importing"}
      hint={job.startedAt ? duration(now - Date.parse(job.startedAt)) : undefined}
      actions={
        <Button variant="danger-outline" size="sm" disabled={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          Cancel import
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <div>
          <div className="mb-1.5 flex items-baseline justify-between gap-3 text-table">
            <span className="num text-figure font-semibold">{count(progress.processed)}</span>
            <span className="num text-muted-foreground">
              {progress.totalRows ? `of ${count(progress.totalRows)} rows · ${percent(share)}` : "rows"}
            </span>
          </div>
          <Progress value={share * 100} label="Import" className="h-2" />
          <p className="num mt-1.5 text-xs text-muted-foreground">
            {waiting ? "Other imports of yours run first." : `${count(progress.rowsPerSecond)} rows per second`}
            {remaining !== null && ` · about ${duration(remaining * 1000)} left`}
          </p>
        </div>
        <StatStrip
          items={[
            { label: "New", value: count(progress.created) },
            { label: "Updated", value: count(progress.updated) },
            { label: "Unchanged", value: count(progress.unchanged) },
            { label: "Duplicates", value: count(progress.duplicates) },
            { label: "Rejected", value: count(progress.rejected) },
            { label: "Suppressed", value: count(progress.suppressed) },
          ]}
        />
        <p className="text-table text-muted-foreground">
          You can leave this page. The import {waiting ? "begins by itself" : "goes on"}, also through a restart of the server.
        </p>
      </div>
    </SectionCard>
  );
}
