import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { Link } from "wouter";
import { toProblem } from "@/api/problem";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { SectionCard } from "@/components/section-card";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { count } from "@/lib/format";
import { reason } from "@/lib/reasons";
import { listChoices, preview } from "../queries";
import type { Values } from "./values";

export function AudienceStep() {
  const { register, setValue, control } = useFormContext<Values>();
  const listId = useWatch({ control, name: "listId" });
  const lists = useQuery(listChoices());
  return (
    <>
      <SectionCard title="Campaign">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="name" label="Name" className="sm:col-span-2">
            <Input autoFocus {...register("name")} />
          </Field>
          <Field
            name="listId"
            label="List"
            hint={
              lists.data?.items.length === 0 && (
                <>
                  There is no list yet.{" "}
                  <Link href="/imports/new" className="text-primary-ink underline">
                    Import contacts
                  </Link>{" "}
                  first.
                </>
              )
            }
          >
            <SelectInput
              value={listId}
              onValueChange={(value) => setValue("listId", value, { shouldValidate: true, shouldDirty: true })}
              options={(lists.data?.items ?? []).map((list) => ({ value: list.id, label: `${list.name} (${count(list.memberCount)})` }))}
              placeholder="Choose a list"
            />
          </Field>
          <Field name="leadGoal" label="Lead goal" hint="At this many leads the campaign stops calling" optional>
            <Input type="number" min={1} className="num" {...register("leadGoal", { valueAsNumber: true })} />
          </Field>
        </div>
      </SectionCard>
      {listId && <AudiencePreviewCard listId={listId} />}
    </>
  );
}

/** How many can be dialled, and who is left out and why. */
export function AudiencePreviewCard({ listId }: { listId: string }) {
  const query = useQuery(preview(listId));
  const data = query.data;
  const out = data ? data.total - data.dialable : 0;
  return (
    <SectionCard title="Who will be called">
      {query.isPending ? (
        <Skeleton className="h-16" />
      ) : !data ? (
        <p className="text-table text-danger-ink">{toProblem(query.error).message}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 text-table">
            <span>
              <span className="num text-figure font-semibold">{count(data.dialable)}</span> in
            </span>
            <span className="text-muted-foreground">
              <span className="num text-[17px] font-semibold text-foreground">{count(out)}</span> out
            </span>
          </div>
          <div className="flex h-2 overflow-hidden rounded-full bg-muted" aria-hidden>
            <span className="bg-success" style={{ width: `${data.total ? (data.dialable / data.total) * 100 : 0}%` }} />
          </div>
          {data.out.length > 0 && (
            <ul className="grid gap-x-6 gap-y-1 text-table sm:grid-cols-2">
              {data.out.map((item) => (
                <li key={item.reason} className="flex justify-between gap-3 border-b border-border/60 py-1">
                  <span className="text-muted-foreground">{reason(item.reason)}</span>
                  <span className="num">{count(item.count)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </SectionCard>
  );
}
