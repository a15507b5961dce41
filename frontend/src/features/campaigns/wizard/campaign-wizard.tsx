import { zodResolver } from "@hookform/resolvers/zod";
import { Play } from "lucide-react";
import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { Link, useLocation } from "wouter";
import { showProblem } from "@/components/form/api-form";
import { Button } from "@/components/ui/button";
import { WizardActions } from "@/components/wizard/wizard-actions";
import { WizardFrame } from "@/components/wizard/wizard-frame";
import { useLeaveGuard } from "@/lib/leave-guard";
import { useUrlState } from "@/lib/url-state";
import { useAssignAgents, useMoveCampaign, useSaveCampaign } from "../mutations";
import { AgentsStep } from "./agents-step";
import { AudienceStep } from "./audience-step";
import { DialingStep } from "./dialing-step";
import { HoursFields } from "./hours-fields";
import { LawFields } from "./law-fields";
import { ScriptStep } from "./script-step";
import { SideSummary } from "./side-summary";
import { SummaryStep } from "./summary-step";
import { bodyOf, fieldsOf, schema, type Values } from "./values";

const steps = [
  { key: "audience", title: "Audience", hint: "Whom to call" },
  { key: "script", title: "Script and form", hint: "What to say and ask" },
  { key: "dialing", title: "Dialing", hint: "How, and how often" },
  { key: "law", title: "Law and hours", hint: "When, and under which rules" },
  { key: "agents", title: "Agents", hint: "Who calls" },
  { key: "summary", title: "Summary", hint: "Look once more" },
];

export function CampaignWizard({ initial, draft: given }: { initial: Values; draft: { id: string; version: number } | null }) {
  const { get, set } = useUrlState();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState(given);
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: initial, mode: "onTouched" });
  const save = useSaveCampaign();
  const assign = useAssignAgents();
  const move = useMoveCampaign();
  const step = steps.some((item) => item.key === get("step")) && (draft || get("step") === "audience") ? get("step") : "audience";
  const at = steps.findIndex((item) => item.key === step);
  const released = useLeaveGuard(form.formState.isDirty);
  const busy = save.isPending || assign.isPending || move.isPending;

  async function saveStep() {
    form.clearErrors("root.server");
    const fields = fieldsOf(step, form.getValues("dialMode"));
    if (!(await form.trigger(fields, { shouldFocus: true }))) return null;
    try {
      const saved = await save.mutateAsync({ draft, body: bodyOf(form.getValues()) });
      const next = { id: saved.id, version: saved.version };
      setDraft(next);
      if (step === "agents") await assign.mutateAsync({ id: saved.id, agentIds: form.getValues("agentIds") });
      // What is there now is what is stored.
      form.reset(form.getValues());
      released();
      return next;
    } catch (error) {
      // What the law has against an earlier step is said here: its field is out of sight.
      showProblem(form, error, (name) => fields.some((field) => name === field || name.startsWith(`${field}.`)));
      return null;
    }
  }

  async function next() {
    const saved = await saveStep();
    if (saved) set({ draft: saved.id, step: steps[at + 1]!.key });
  }

  async function start() {
    if (!draft) return;
    try {
      await move.mutateAsync({ id: draft.id, move: "start" });
      toast.success("Dialing has started");
      navigate(`/telephony/auto-dialer?campaign=${draft.id}`);
    } catch {
      // The refusal is already on screen; the draft stays as it is.
    }
  }

  const last = step === "summary";

  return (
    <FormProvider {...form}>
      <WizardFrame
        title={draft ? "Campaign draft" : "New campaign"}
        context={draft ? "Saved after each step." : "Nothing is dialled before the last step."}
        back={{ href: "/campaigns", label: "Campaigns" }}
        steps={steps}
        step={step}
        reachable={(key) => draft !== null && steps.findIndex((item) => item.key === key) < at}
        onGo={(key) => set({ step: key })}
        side={<SideSummary />}
      >
        {step === "audience" && <AudienceStep />}
        {step === "script" && <ScriptStep />}
        {step === "dialing" && <DialingStep />}
        {step === "law" && (
          <>
            <LawFields />
            <HoursFields />
          </>
        )}
        {step === "agents" && <AgentsStep campaignId={draft?.id ?? ""} />}
        {last && <SummaryStep />}
        <WizardActions
          busy={busy}
          onNext={() => void (last ? start() : next())}
          finish={{ label: "Start dialing", icon: Play }}
          beside={
            <Button variant="outline" asChild>
              <Link href="/campaigns">Keep as draft</Link>
            </Button>
          }
        />
      </WizardFrame>
    </FormProvider>
  );
}
