import { zodResolver } from "@hookform/resolvers/zod";
import { ArrowLeft, ArrowRight, Play } from "lucide-react";
import { useMemo, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { Link, useLocation } from "wouter";
import { showProblem } from "@/components/form/api-form";
import { PageFrame } from "@/components/page-frame";
import { Steps } from "@/components/steps";
import { Button } from "@/components/ui/button";
import { useLeaveGuard } from "@/lib/leave-guard";
import { useCommands } from "@/lib/commands";
import { useUrlState } from "@/lib/url-state";
import { useAssignAgents, useMoveCampaign, useSaveCampaign } from "../mutations";
import { AgentsStep } from "./agents-step";
import { AudienceStep } from "./audience-step";
import { DialingStep } from "./dialing-step";
import { ScriptStep } from "./script-step";
import { SideSummary } from "./side-summary";
import { SummaryStep } from "./summary-step";
import { bodyOf, fieldsOf, schema, type Values } from "./values";

const steps = [
  { key: "audience", title: "Audience", hint: "Whom to call" },
  { key: "script", title: "Script and form", hint: "What to say and ask" },
  { key: "dialing", title: "Dialing", hint: "How and when" },
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
      showProblem(form, error);
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
  const commands = useMemo(
    () => [
      {
        id: "wizard:next",
        title: "Save and continue",
        group: "Page" as const,
        keys: "mod+enter",
        hidden: true,
        run: () => document.getElementById("wizard-next")?.click(),
      },
    ],
    [],
  );
  useCommands(commands);
  const serverError = form.formState.errors.root?.server?.message;

  return (
    <FormProvider {...form}>
      <PageFrame
        title={draft ? "Campaign draft" : "New campaign"}
        context={draft ? "Saved after each step." : "Nothing is dialled before the last step."}
        breadcrumb={
          <Link href="/campaigns" className="hover:underline">
            Campaigns
          </Link>
        }
      >
        <div className="grid gap-4 lg:grid-cols-[176px_minmax(0,1fr)] lg:gap-6 xl:grid-cols-[176px_minmax(0,1fr)_248px]">
          <Steps
            steps={steps}
            current={step}
            reachable={(key) => draft !== null && steps.findIndex((item) => item.key === key) < at}
            onGo={(key) => set({ step: key })}
          />
          <div className="flex min-w-0 flex-col gap-4">
            {step === "audience" && <AudienceStep />}
            {step === "script" && <ScriptStep />}
            {step === "dialing" && <DialingStep />}
            {step === "agents" && <AgentsStep campaignId={draft?.id ?? ""} />}
            {last && <SummaryStep />}
            {serverError && (
              <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
                {serverError}
              </p>
            )}
            <div className="flex items-center justify-between gap-2">
              {at > 0 ? (
                <Button variant="outline" onClick={() => set({ step: steps[at - 1]!.key })}>
                  <ArrowLeft />
                  Back
                </Button>
              ) : (
                <span />
              )}
              <div className="flex gap-2">
                {last && (
                  <Button variant="outline" asChild>
                    <Link href="/campaigns">Keep as draft</Link>
                  </Button>
                )}
                {/* Leaving a field shows its error, which would move the button away between press and release: the press keeps the focus where it is. */}
                <Button
                  id="wizard-next"
                  disabled={busy}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => void (last ? start() : next())}
                >
                  {last && <Play />}
                  {last ? "Start dialing" : "Save and continue"}
                  {!last && <ArrowRight />}
                </Button>
              </div>
            </div>
          </div>
          <SideSummary />
        </div>
      </PageFrame>
    </FormProvider>
  );
}
