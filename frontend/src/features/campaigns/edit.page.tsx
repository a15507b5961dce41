import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { Link, useLocation, useParams } from "wouter";
import type { Campaign } from "@/api/types";
import { showProblem } from "@/components/form/api-form";
import { PageFrame } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { useLeaveGuard } from "@/lib/leave-guard";
import { useSaveCampaign } from "./mutations";
import { campaign } from "./queries";
import { HoursFields } from "./wizard/hours-fields";
import { ScriptStep } from "./wizard/script-step";
import { bodyOf, schema, valuesOf, type Values } from "./wizard/values";

const fields = ["script", "questions", "checklist", "window"] as const;

/** Script, form, checklist and hours of a campaign that has started. Everything else it dials by is set in the control centre and among the rules. */
export default function EditCampaignPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({ ...campaign(id), refetchOnWindowFocus: false });
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  return <EditForm campaign={query.data} />;
}

function EditForm({ campaign: read }: { campaign: Campaign }) {
  const [, navigate] = useLocation();
  // Against the version that was read: what somebody else has changed since is not overwritten unseen.
  const [opened] = useState(read);
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: valuesOf(opened), mode: "onTouched" });
  const save = useSaveCampaign();
  const { isDirty } = form.formState;
  const released = useLeaveGuard(isDirty);
  const closed = read.status === "completed" || read.status === "cancelled";

  async function submit() {
    form.clearErrors("root.server");
    if (!(await form.trigger([...fields], { shouldFocus: true }))) return;
    const whole = bodyOf(form.getValues());
    try {
      await save.mutateAsync({ draft: opened, body: Object.fromEntries(fields.map((field) => [field, whole[field]])) });
      released();
      toast.success("Changes saved", { description: read.status === "active" ? "They hold from the next call on." : undefined });
      navigate(`/campaigns/${opened.id}?tab=settings`);
    } catch (error) {
      showProblem(form, error);
    }
  }

  const commands = useMemo(
    () => [
      {
        id: "campaign:save",
        title: "Save changes",
        group: "Page" as const,
        keys: "mod+enter",
        run: () => document.getElementById("campaign-save")?.click(),
      },
    ],
    [],
  );
  useCommands(commands);
  const serverError = form.formState.errors.root?.server?.message;
  return (
    <FormProvider {...form}>
      <PageFrame
        title="Script, form and hours"
        badge={<StatusBadge status={read.status} />}
        context="A call that runs goes on with what it began with; the next one has what you save here."
        breadcrumb={
          <Link href={`/campaigns/${opened.id}`} className="hover:underline">
            {opened.name}
          </Link>
        }
      >
        <fieldset disabled={closed} className="flex min-w-0 max-w-4xl flex-col gap-4">
          <ScriptStep />
          <HoursFields />
        </fieldset>
        <div className="sticky bottom-0 -mx-4 border-t bg-background px-4 py-3 lg:-mx-6 lg:px-6">
          <div className="flex max-w-4xl items-center gap-3">
            <p role="alert" className="min-w-0 flex-1 text-table text-danger-ink">
              {closed ? "A finished campaign cannot be changed." : serverError}
            </p>
            <Button variant="outline" asChild>
              <Link href={`/campaigns/${opened.id}`}>Cancel</Link>
            </Button>
            <Button id="campaign-save" disabled={closed || !isDirty || save.isPending} onClick={() => void submit()}>
              Save changes
            </Button>
          </div>
        </div>
      </PageFrame>
    </FormProvider>
  );
}
