import { Plus, X } from "lucide-react";
import { useFieldArray, useWatch } from "react-hook-form";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { words } from "@/lib/format";
import { RowsProblem } from "./rows-problem";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

interface Values {
  rows: { disposition: string; action: string; delayMinutes: string }[];
}

const dispositions = [
  "connected",
  "not_interested",
  "callback_requested",
  "qualified",
  "dnc_request",
  "wrong_number",
  "invalid_data",
  "voicemail",
  "no_answer",
  "busy",
  "voicemail_left",
].map((value) => ({ value, label: words(value) }));

const actions = [
  { value: "do_not_call", label: "Do-not-call list" },
  { value: "remove_here", label: "Leave this campaign" },
  { value: "remove_everywhere", label: "Leave every campaign" },
  { value: "retry_after", label: "Call again after a while" },
  { value: "retry_next_window", label: "Call again in the next calling hours" },
  { value: "lead", label: "Make a lead" },
  { value: "callback", label: "Promise a callback" },
  { value: "none", label: "Nothing more" },
];

/** What an agent's word does. A disposition without a line does what the product does by itself. */
export function DispositionsCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm<Values>({
    rows: (campaign.rules.dispositions ?? []).map(({ disposition, action, delayMinutes }) => ({
      disposition,
      action,
      delayMinutes: delayMinutes == null ? "" : String(delayMinutes),
    })),
  });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "rows" });
  const rows = useWatch({ control: form.control, name: "rows" });
  const free = dispositions.find((each) => !rows.some((row) => row.disposition === each.value));
  return (
    <RuleCard part="dispositions" title="Dispositions" hint="What an agent's word does" form={form} rows="rows" toPart={toPart}>
      {fields.length === 0 && (
        <p className="text-xs text-muted-foreground">
          As usual: qualified makes a lead, a do-not-call request suppresses the numbers, not interested leaves this campaign, a wrong
          number leaves all of them, nobody reached is called again.
        </p>
      )}
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 sm:grid-cols-[1fr_1.3fr_7rem_auto]">
          <Field name={`rows.${index}.disposition`} label="Disposition">
            <SelectInput
              value={rows[index]?.disposition ?? ""}
              onValueChange={(value) => form.setValue(`rows.${index}.disposition`, value, { shouldDirty: true })}
              options={dispositions}
            />
          </Field>
          <Field name={`rows.${index}.action`} label="Does">
            <SelectInput
              value={rows[index]?.action ?? ""}
              onValueChange={(value) => form.setValue(`rows.${index}.action`, value, { shouldDirty: true })}
              options={actions}
            />
          </Field>
          {rows[index]?.action === "retry_after" && (
            <Field name={`rows.${index}.delayMinutes`} label="Minutes">
              <Input inputMode="numeric" className="num" {...form.register(`rows.${index}.delayMinutes`)} />
            </Field>
          )}
          <Button
            type="button"
            variant="ghost"
            size="icon"
            className="mt-5 sm:col-start-4"
            aria-label={`Remove rule ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X />
          </Button>
        </div>
      ))}
      <RowsProblem name="rows" />
      <div>
        <Button
          type="button"
          variant="outline"
          size="sm"
          disabled={!free}
          onClick={() =>
            free && append({ disposition: free.value, action: free.value === "dnc_request" ? "do_not_call" : "none", delayMinutes: "" })
          }
        >
          <Plus /> Add a rule
        </Button>
      </div>
    </RuleCard>
  );
}

function toPart(values: Values) {
  return values.rows.map(({ disposition, action, delayMinutes }) => ({
    disposition,
    action,
    delayMinutes: action === "retry_after" && delayMinutes.trim() !== "" ? Number(delayMinutes) : null,
  }));
}
