import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, Phone, Search } from "lucide-react";
import { useState } from "react";
import { toProblem } from "@/api/problem";
import type { DialVerdict } from "@/api/types";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { dateTime, phone } from "@/lib/format";
import { reason } from "@/lib/reasons";
import { useDebounced } from "@/lib/use-debounced";
import { useCheckDial, useDialByHand, type DialTarget } from "../mutations";
import { myContacts } from "../queries";

/** Tells a number from a name; what the number is worth is the server's to say. */
const typedNumber = /^(\+|00)[\s(]*\d/;

/** A contact of the campaign's queue, or a number: first the verdict of the gates, then the call. */
export function ManualDialer() {
  const [text, setText] = useState("");
  const query = useQuery(myContacts(useDebounced(text.trim(), 250)));
  const check = useCheckDial();
  const dial = useDialByHand();
  const number = typedNumber.test(text.trim()) ? text.trim() : null;
  const look = (target: DialTarget) => check.mutate(target);
  // What the gates said is spent with the dial; the next one is asked about anew.
  const dialChecked = (target: DialTarget) => {
    check.reset();
    dial.mutate(target);
  };
  return (
    <SectionCard title="Dial by hand" hint="Do-not-call list and calling hours hold here too" flush className="flex-none">
      <div className="flex flex-col gap-3 p-4">
        <div className="flex gap-2">
          <div className="relative flex-1">
            <Search className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground" aria-hidden />
            <Input
              aria-label="Name or number"
              placeholder="Name, or a number such as +1 202 555 0190"
              className="pl-8"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <Button variant="outline" disabled={!number || check.isPending} onClick={() => number && look({ phone: number })}>
            Check number
          </Button>
        </div>
        {check.data && <Verdict verdict={check.data} busy={dial.isPending} onDial={() => dialChecked(check.variables)} />}
        {check.error && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
            {toProblem(check.error).message}
          </p>
        )}
      </div>
      {query.isPending ? (
        <Skeleton className="m-4 h-24" />
      ) : !query.data || query.data.length === 0 ? (
        <p className="border-t px-4 py-5 text-table text-muted-foreground">
          {text ? "Nobody in the queue begins like this." : "Nobody waits in the queue."}
        </p>
      ) : (
        <ul className="divide-y border-t">
          {query.data.map((row) => (
            <li key={row.contactId} className="flex min-h-10 items-center gap-3 px-4 py-1 text-table">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{row.fullName}</span>
                <span className="block truncate text-xs text-muted-foreground">
                  {[row.jobTitle, row.accountName].filter(Boolean).join(" · ")}
                </span>
              </span>
              <span className="num hidden sm:block">{phone(row.phone)}</span>
              <span className="hidden w-28 truncate text-xs text-muted-foreground md:block">
                {row.reason ? reason(row.reason) : row.status}
              </span>
              <Button
                size="sm"
                variant="outline"
                disabled={check.isPending}
                aria-label={`Choose ${row.fullName}`}
                onClick={() => look({ contactId: row.contactId })}
              >
                Choose
              </Button>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function Verdict({ verdict, busy, onDial }: { verdict: DialVerdict; busy: boolean; onDial: () => void }) {
  const Icon = verdict.allowed ? CircleCheck : CircleX;
  return (
    <div
      role="status"
      className={cn(
        "flex flex-wrap items-center gap-3 rounded-md px-3 py-2 text-table",
        verdict.allowed ? "bg-success-soft text-success-ink" : "bg-warning-soft text-warning-ink",
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{verdict.fullName}</span> <span className="num">{phone(verdict.phone)}</span>{" "}
        {verdict.allowed
          ? "may be dialled now."
          : `may not be dialled: ${reason(verdict.reason ?? "")}${verdict.nextAt ? `, again ${dateTime(verdict.nextAt)}` : ""}.`}
      </p>
      {verdict.allowed && (
        <Button disabled={busy} onClick={onDial}>
          <Phone />
          Dial
        </Button>
      )}
    </div>
  );
}
