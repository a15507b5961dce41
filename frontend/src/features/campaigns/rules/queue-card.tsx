import { useForm, useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { RuleCard } from "./rule-card";

const orders = [{ value: "priority", label: "Priority, then longest due" }];

/** Who is next. */
export function QueueCard({ campaign }: { campaign: Campaign }) {
  const form = useForm({ values: campaign.rules.queue });
  const order = useWatch({ control: form.control, name: "order" });
  return (
    <RuleCard campaign={campaign} part="queue" title="Queue" hint="Who is next" form={form} toPart={(values) => values}>
      <Field name="order" label="Order" hint="Higher priority always goes first; the order decides among equals">
        <SelectInput value={order ?? "priority"} onValueChange={(value) => form.setValue("order", value, { shouldDirty: true })} options={orders} />
      </Field>
    </RuleCard>
  );
}
