import { useQuery } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { Link } from "wouter";
import type { Campaign } from "@/api/types";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { complianceProfiles } from "../queries";
import { Choices } from "./choices";
import { daysOf, isDay, partOf, valuesOf, type ComplianceValues } from "./compliance-values";
import { MessageFields } from "./message-fields";
import { RuleCard } from "./rule-card";
import { useRuleForm } from "./use-rule-form";

const called = [
  { value: "business", label: "Businesses" },
  { value: "consumer", label: "Consumers" },
];

/** Which law holds for the calls, and where the campaign is stricter. */
export function ComplianceCard({ campaign }: { campaign: Campaign }) {
  const form = useRuleForm<ComplianceValues>(valuesOf(campaign.rules.compliance));
  const values = useWatch({ control: form.control });
  const known = useQuery(complianceProfiles()).data;
  const own = (name: "connectSeconds" | "ringSeconds" | "lockOutHours" | "detectionErrorShare", label: string, hint: string, step = 1) => (
    <Field name={name} label={label} hint={hint} optional>
      <Input type="number" min={0} step={step} className="num" {...form.register(name)} />
    </Field>
  );
  const set = (name: "profiles" | "holidays") => (value: string[]) => form.setValue(name, value, { shouldDirty: true });
  const problems = form.formState.errors.profiles as { message?: string } | { message?: string }[] | undefined;
  return (
    <RuleCard
      part="compliance"
      title="Compliance"
      hint="The strictest of all counts; a campaign can only tighten"
      form={form}
      toPart={partOf}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Choices
          legend="Profiles"
          choices={(known?.items ?? []).map((item) => ({ value: item.id, label: item.name, hint: item.own ? "Your own" : undefined }))}
          value={values.profiles ?? []}
          onChange={set("profiles")}
          error={Array.isArray(problems) ? problems.find((problem) => problem?.message)?.message : problems?.message}
        />
        <Choices
          legend="No calls on"
          choices={(known?.calendars ?? []).map((item) => ({ value: item.id, label: item.name }))}
          value={values.holidays ?? []}
          onChange={set("holidays")}
        />
      </div>
      <Link href="/settings/compliance" className="w-fit text-xs text-primary-ink hover:underline">
        What the profiles say
      </Link>
      <div className="grid gap-4 sm:grid-cols-2">
        {own("connectSeconds", "Somebody speaks within, seconds", "Stricter than the profiles", 0.1)}
        {own("ringSeconds", "Ring at least, seconds", "Before a call is given up")}
        {own("lockOutHours", "Rest after an abandoned call, hours", "The number, in all campaigns")}
        {own(
          "detectionErrorShare",
          "People taken for machines, %",
          "Of the calls that detection ends, by a sample; some profiles count them",
          0.1,
        )}
        <Field name="called" label="The campaign calls" hint="Stands in the call records">
          <SelectInput
            value={values.called ?? "business"}
            onValueChange={(value) => form.setValue("called", value, { shouldDirty: true })}
            options={called}
          />
        </Field>
        <Field name="closedDates" label="Further days without calls" hint="Such as 2026-12-24, 2026-12-31" optional>
          <Input
            className="num"
            {...form.register("closedDates", {
              validate: (value) => daysOf(value).every(isDay) || "Write each day as 2026-12-24, with commas between.",
            })}
          />
        </Field>
      </div>
      <label htmlFor="strict-zones" className="flex items-start gap-3 text-table">
        <Checkbox
          id="strict-zones"
          className="mt-0.5"
          checked={values.strictZones ?? true}
          onCheckedChange={(on) => form.setValue("strictZones", on === true, { shouldDirty: true })}
        />
        <span>
          Address and number decide together
          <span className="block text-xs text-muted-foreground">
            Where they lie in different zones, all of them must be inside calling hours. With a profile it is always so.
          </span>
        </span>
      </label>
      <MessageFields callerId={campaign.callerId} />
    </RuleCard>
  );
}
