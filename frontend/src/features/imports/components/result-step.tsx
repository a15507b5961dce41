import { useInfiniteQuery } from "@tanstack/react-query";
import { CheckCircle2, FileDown, Megaphone } from "lucide-react";
import { Link } from "wouter";
import { apiUrl } from "@/api/http";
import { useSession } from "@/api/session";
import type { Import } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { count, duration, plural } from "@/lib/format";
import { mayOpen } from "@/lib/roles";
import { importErrors } from "../queries";
import { reasonText } from "../reasons";
import { DeleteImport } from "./delete-import";

export function ResultStep({ job }: { job: Import }) {
  const { progress } = job;
  const parts = [
    { label: "New contacts", value: progress.created },
    { label: "Updated", value: progress.updated },
    { label: "Unchanged", value: progress.unchanged },
    { label: "Duplicates inside the file", value: progress.duplicates },
    { label: "Rejected, in the error file", value: progress.rejected },
  ];
  const sum = parts.reduce((total, part) => total + part.value, 0);
  // Rows that came in whole and were only read in another way are listed too.
  const errors = useInfiniteQuery(importErrors(job.id));
  const listed = errors.data?.total?.count ?? progress.rejected + progress.incomplete;
  const mayCall = mayOpen(useSession().user.roles, ["admin", "campaign_manager"]);
  const campaignLink = job.listId && job.status === "completed" && mayCall ? `/campaigns/new?list=${job.listId}` : null;
  const took = job.startedAt && job.finishedAt ? Date.parse(job.finishedAt) - Date.parse(job.startedAt) : null;
  return (
    <>
      <SectionCard title="Result" actions={<StatusBadge status={job.status} />}>
        {job.error && (
          <p role="alert" className="mb-4 rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
            {job.error}
          </p>
        )}
        <div className="grid gap-6 md:grid-cols-2">
          <table className="w-full text-table">
            <tbody>
              {parts.map((part) => (
                <tr key={part.label} className="[&>td]:py-1">
                  <td className="text-muted-foreground">{part.label}</td>
                  <td className="num text-right">{count(part.value)}</td>
                </tr>
              ))}
              <tr className="border-t font-semibold [&>td]:pt-2">
                <td>Rows read</td>
                <td className="num text-right">{count(progress.processed)}</td>
              </tr>
            </tbody>
          </table>
          <ul className="flex flex-col gap-2 text-table text-muted-foreground">
            {sum === progress.processed && (
              <li className="flex items-center gap-2 text-success-ink">
                <CheckCircle2 className="size-4" aria-hidden />
                The parts add up to all rows read.
              </li>
            )}
            <li>
              <span className="num text-foreground">{count(progress.accountsCreated)}</span> companies were new,{" "}
              <span className="num text-foreground">{count(progress.accountsUpdated)}</span> updated.
            </li>
            <li>
              <span className="num text-foreground">{count(progress.suppressed)}</span> contacts are suppressed: imported, flagged, never
              dialled.
            </li>
            {progress.leftOut > 0 && (
              <li>
                <span className="num text-foreground">{plural(progress.leftOut, "value")}</span> could not be read and{" "}
                {progress.leftOut === 1 ? "was" : "were"} left out, in{" "}
                <span className="num text-foreground">{plural(progress.incomplete, "row")}</span>: see the error file.
              </li>
            )}
            {took !== null && (
              <li>
                Took <span className="num text-foreground">{took < 1000 ? "less than a second" : duration(took)}</span>.
              </li>
            )}
          </ul>
        </div>
        <div className="mt-5 flex flex-wrap gap-2">
          {campaignLink && (
            <Button asChild>
              <Link href={campaignLink}>
                <Megaphone />
                Make a campaign of it
              </Link>
            </Button>
          )}
          <Button asChild variant={campaignLink ? "outline" : "default"}>
            <Link href={`/contacts?import=${job.id}`}>Show the contacts</Link>
          </Button>
          {listed > 0 && (
            <Button asChild variant="outline">
              <a href={apiUrl("/imports/{id}/errors.csv", { path: { id: job.id } })} download>
                <FileDown />
                Error file, {plural(listed, "row")}
              </a>
            </Button>
          )}
          <DeleteImport job={job} />
        </div>
      </SectionCard>
      {listed > 0 && <Faults id={job.id} total={listed} />}
    </>
  );
}

function Faults({ id, total }: { id: string; total: number }) {
  const query = useInfiniteQuery(importErrors(id));
  const rows = query.data?.rows.slice(0, 50) ?? [];
  return (
    <SectionCard
      title="Rows with faults"
      hint={`${count(Math.min(50, rows.length))} of ${count(total)}; correct them in the error file and import it again`}
      flush
    >
      <ul tabIndex={0} aria-label="Rows with faults" className="max-h-96 divide-y overflow-y-auto" aria-busy={query.isPending}>
        {rows.map((row) => (
          <li
            key={row.rowNumber}
            className="grid grid-cols-[72px_minmax(0,1fr)] gap-3 px-4 py-2 text-table md:grid-cols-[72px_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <span className="num text-muted-foreground">{count(row.rowNumber)}</span>
            <span>
              {row.rejected
                ? "Rejected: "
                : row.reasons.every((reason) => reason.code === "row.other_encoding")
                  ? "Came in: "
                  : "Came in without: "}
              {row.reasons.map((reason) => reason.detail || reasonText(reason.code, reason.field)).join("; ")}
            </span>
            <span className="col-start-2 truncate text-muted-foreground md:col-start-3">
              {row.cells.filter(Boolean).slice(0, 4).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
