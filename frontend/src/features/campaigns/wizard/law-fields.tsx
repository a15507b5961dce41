import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SectionCard } from "@/components/section-card";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { complianceProfiles } from "../queries";
import { Choices } from "../rules/choices";
import type { Values } from "./values";

/** Which law holds. A campaign starts under a profile, or somebody has said that none applies; not because nobody was asked. */
export function LawFields() {
  const { control, register, setValue, formState } = useFormContext<Values>();
  const [profiles, without, amd] = useWatch({ control, name: ["rules.compliance.profiles", "rules.compliance.without", "amdEnabled"] });
  const known = useQuery(complianceProfiles()).data?.items ?? [];
  const chosen = known.filter((profile) => profiles.includes(profile.id));
  const countsDetection = amd && chosen.some((profile) => profile.rules.abandon?.detectionErrors);
  const refused = formState.errors.rules?.compliance;
  const unsaid = refused?.without?.message;
  return (
    <SectionCard title="Law" hint="Of each rule the strictest counts: hours, attempts, rest days, message">
      <div className="flex flex-col gap-4">
        <Choices
          legend="Profiles of the countries you call"
          choices={known.map((item) => ({ value: item.id, label: item.name, hint: item.own ? "Your own" : undefined }))}
          value={profiles}
          onChange={(value) =>
            setValue("rules.compliance.profiles", value, {
              shouldDirty: true,
              shouldValidate: formState.isSubmitted || unsaid !== undefined,
            })
          }
          error={Array.isArray(refused?.profiles) ? refused.profiles.find((each) => each)?.message : refused?.profiles?.message}
        />
        {profiles.length > 0 ? (
          <div className="grid gap-4 sm:grid-cols-3">
            <Field
              name="rules.compliance.message.seller"
              label="On behalf of"
              hint="Said to people for whom no agent is free in time"
              className="sm:col-span-2"
            >
              <Input {...register("rules.compliance.message.seller")} />
            </Field>
            {countsDetection && (
              <Field
                name="rules.compliance.detectionErrorShare"
                label="People taken for machines, %"
                hint="Of the calls that detection ends, by a sample"
              >
                <Input
                  type="number"
                  min={0}
                  max={100}
                  step={0.1}
                  className="num"
                  {...register("rules.compliance.detectionErrorShare", { valueAsNumber: true })}
                />
              </Field>
            )}
          </div>
        ) : (
          <label
            htmlFor="without-profile"
            className="flex items-start gap-3 rounded-md bg-warning-soft px-3 py-2 text-table text-warning-ink"
          >
            <Checkbox
              id="without-profile"
              className="mt-0.5"
              checked={without}
              aria-invalid={unsaid ? true : undefined}
              onCheckedChange={(on) =>
                setValue("rules.compliance.without", on === true, { shouldDirty: true, shouldValidate: unsaid !== undefined })
              }
            />
            <span>
              No profile applies. Then only the hours and limits of this campaign hold; no law is checked for you.
              {unsaid && (
                <span role="alert" className="mt-1 block font-medium text-danger-ink">
                  {unsaid}
                </span>
              )}
            </span>
          </label>
        )}
      </div>
    </SectionCard>
  );
}
