import { useQuery } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { listChoices } from "../queries";
import { FilterRows } from "./filter-rows";
import { MixRows } from "./mix-rows";
import { partOf, valuesOf, type QueueValues } from "./queue-values";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

const directions = (field: string, label: string) => [
  { value: `${field}_up`, label: `${label}, up` },
  { value: `${field}_down`, label: `${label}, down` },
];

const orders = [
  { value: "priority", label: "Longest due first" },
  { value: "fifo", label: "First in, first out" },
  { value: "lifo", label: "Last in, first out" },
  { value: "random", label: "By chance" },
  ...directions("rank", "Priority"),
  ...directions("last_name", "Last name"),
  ...directions("phone", "Phone number"),
  ...directions("calls", "Number of calls"),
  ...directions("last_call", "Last call"),
  ...directions("owner", "Owner"),
  ...directions("time_zone", "Time zone, west to east"),
  ...directions("contact", "Contact id"),
];

const firstCalls = [
  { value: "off", label: "As they come" },
  ...["2", "3", "4", "5", "6"].map((value) => ({
    value,
    label: `Every ${value === "2" ? "2nd" : value === "3" ? "3rd" : `${value}th`} call`,
  })),
];

/** Who is next. */
export function QueueCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm<QueueValues>(valuesOf(campaign.rules.queue));
  const [order, newEvery] = useWatch({ control: form.control, name: ["order", "newEvery"] });
  const lists = useQuery(listChoices()).data?.items ?? [];
  return (
    <RuleCard part="queue" title="Queue" hint="Who is next" form={form} toPart={partOf}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="order" label="Order" hint="Callbacks and higher priority always go first">
          <SelectInput value={order} onValueChange={(value) => form.setValue("order", value, { shouldDirty: true })} options={orders} />
        </Field>
        <Field name="newEvery" label="First calls" hint="Between contacts called before">
          <SelectInput
            value={newEvery}
            onValueChange={(value) => form.setValue("newEvery", value, { shouldDirty: true })}
            options={firstCalls}
          />
        </Field>
      </div>
      <MixRows lists={lists} ownList={campaign.listId} />
      <FilterRows />
    </RuleCard>
  );
}
