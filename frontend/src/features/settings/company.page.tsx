import { useForm, useWatch } from "react-hook-form";
import { useSession } from "@/api/session";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { PageFrame } from "@/components/page-frame";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { clock } from "@/lib/format";
import { useNow } from "@/lib/clock";
import { useLeaveGuard } from "@/lib/leave-guard";
import { zoneOptions } from "@/lib/zones";
import { useSaveCompany } from "./mutations";

export default function CompanyPage() {
  const { tenant } = useSession();
  const now = useNow();
  const save = useSaveCompany();
  const form = useForm({ defaultValues: { name: tenant.name, timeZone: tenant.timeZone } });
  const zone = useWatch({ control: form.control, name: "timeZone" });
  useLeaveGuard(form.formState.isDirty);
  return (
    <PageFrame title="Company" context="The name everybody reads, and the clock that days, reports and new campaigns go by.">
      <SectionCard title="Workspace" className="max-w-xl">
        <ApiForm
          form={form}
          className="flex flex-col gap-4"
          onSubmit={async (values) => {
            const { name, timeZone } = await save.mutateAsync(values);
            form.reset({ name, timeZone });
          }}
        >
          <Field name="name" label="Name">
            <Input autoComplete="organization" maxLength={120} {...form.register("name")} />
          </Field>
          <Field name="timeZone" label="Time zone" hint={`It is ${clock(now, zone)} there now`}>
            <SelectInput
              value={zone}
              onValueChange={(value) => form.setValue("timeZone", value, { shouldDirty: true })}
              options={zoneOptions(zone)}
            />
          </Field>
          <div>
            <Button type="submit" disabled={!form.formState.isDirty || save.isPending}>
              {save.isPending ? "Saving" : "Save"}
            </Button>
          </div>
        </ApiForm>
      </SectionCard>
    </PageFrame>
  );
}
