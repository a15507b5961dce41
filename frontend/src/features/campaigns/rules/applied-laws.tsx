import { ChevronRight } from "lucide-react";
import type { ComplianceEvidence } from "@/api/types";
import { count, dateTime } from "@/lib/format";

type Law = ComplianceEvidence["laws"][number];

/** What held for the calls when they were made; changes made since do not show here. */
export function AppliedLaws({ laws, zone }: { laws: readonly Law[]; zone: string }) {
  if (laws.length === 0) return null;
  return (
    <ul className="divide-y border-b" aria-label="What held for these calls">
      {laws.map((law) => (
        <li key={law.id ?? "present"}>
          <details className="group px-4 py-2 text-table">
            <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-2 gap-y-0.5 rounded-sm [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden
                className="size-4 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
              />
              <span className="font-medium">{law.profiles.length > 0 ? law.profiles.join(", ") : "No profile"}</span>
              <span className="text-muted-foreground">
                <span className="num">{count(law.calls)}</span> calls, {dateTime(law.from, zone)} to {dateTime(law.to, zone)}
                {law.id === null && "; the law of the time is not known, today's is shown"}
              </span>
            </summary>
            <dl className="mt-2 grid gap-x-6 gap-y-1 pl-6 sm:grid-cols-[10rem_1fr]">
              {law.lines.map((line) => (
                <div key={`${line.rule} ${line.value}`} className="contents">
                  <dt className="text-muted-foreground first-letter:uppercase">{line.rule.replaceAll("_", " ")}</dt>
                  <dd>
                    {line.value} <span className="text-xs text-muted-foreground">{line.byName}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}
