import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { Facts } from "@/components/facts";
import { count, dayRange, plural } from "@/lib/format";
import { listChoices, preview } from "../queries";
import type { Values } from "./values";

/** Fills as one goes: what is known so far. */
export function SideSummary() {
  const { control } = useFormContext<Values>();
  const values = useWatch({ control }) as Values;
  const lists = useQuery(listChoices());
  const audience = useQuery(preview(values.listId));
  return (
    <aside aria-label="So far" className="hidden xl:block">
      <div className="sticky top-4 rounded-lg border bg-surface p-4">
        <h2 className="mb-3 text-xs font-medium text-muted-foreground">So far</h2>
        <Facts
          className="grid-cols-[72px_minmax(0,1fr)]"
          items={[
            { label: "Name", value: values.name },
            { label: "List", value: lists.data?.items.find((list) => list.id === values.listId)?.name },
            { label: "Dialable", value: audience.data && count(audience.data.dialable), mono: true },
            { label: "Goal", value: Number.isNaN(values.leadGoal) ? null : plural(values.leadGoal, "lead") },
            { label: "Questions", value: values.questions.length, mono: true },
            { label: "Checks", value: values.checklist.length, mono: true },
            { label: "Caller id", value: values.callerId, mono: true },
            { label: "Hours", value: `${dayRange(values.window.days)}, ${values.window.start}–${values.window.end}` },
            { label: "Agents", value: values.agentIds.length, mono: true },
          ]}
        />
      </div>
    </aside>
  );
}
