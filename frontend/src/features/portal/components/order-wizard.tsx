import { zodResolver } from "@hookform/resolvers/zod";
import { ArrowLeft, ArrowRight, Send } from "lucide-react";
import { useState } from "react";
import { FormProvider, useForm, type Resolver } from "react-hook-form";
import { toast } from "sonner";
import { Link, useLocation } from "wouter";
import { showProblem } from "@/components/form/api-form";
import { PageFrame } from "@/components/page-frame";
import { Steps } from "@/components/steps";
import { Button } from "@/components/ui/button";
import { useLeaveGuard } from "@/lib/leave-guard";
import { useUrlState } from "@/lib/url-state";
import { useSaveOrder, useSubmitOrder } from "../mutations";
import { bodyOf, schema, stepFields, type Values } from "../order-values";
import { AudienceStep, GoalStep, QuestionsStep, ReviewStep } from "./order-steps";

const steps = [
  { key: "goal", title: "Goal", hint: "How many leads, until when" },
  { key: "audience", title: "Audience", hint: "Whom to reach" },
  { key: "questions", title: "Qualification", hint: "What to ask" },
  { key: "review", title: "Review", hint: "Look once more" },
];

export function OrderWizard({ initial, draft: given }: { initial: Values; draft: { id: string; version: number } | null }) {
  const { get, set } = useUrlState();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState(given);
  const form = useForm<Values>({ resolver: zodResolver(schema) as unknown as Resolver<Values>, defaultValues: initial, mode: "onTouched" });
  const save = useSaveOrder();
  const submit = useSubmitOrder();
  const step = steps.some((item) => item.key === get("step")) && draft ? get("step") : "goal";
  const at = steps.findIndex((item) => item.key === step);
  const released = useLeaveGuard(form.formState.isDirty);
  const last = step === "review";
  const busy = save.isPending || submit.isPending;

  async function next() {
    form.clearErrors("root.server");
    if (!(await form.trigger(stepFields[step], { shouldFocus: true }))) return;
    try {
      const saved = await save.mutateAsync({ draft, body: bodyOf(form.getValues()) });
      setDraft({ id: saved.id, version: saved.version });
      form.reset(form.getValues());
      released();
      if (!last) {
        set({ draft: saved.id, step: steps[at + 1]!.key });
        return;
      }
      await submit.mutateAsync(saved.id);
      toast.success("Order submitted", { description: "Our team takes it from here." });
      navigate(`/portal/${saved.id}`);
    } catch (error) {
      showProblem(form, error);
    }
  }

  const serverError = form.formState.errors.root?.server?.message;
  return (
    <FormProvider {...form}>
      <PageFrame
        title="New order"
        context={draft ? "Saved after each step." : "Four short steps."}
        breadcrumb={
          <Link href="/portal" className="hover:underline">
            My orders
          </Link>
        }
      >
        <div className="grid gap-4 lg:grid-cols-[196px_minmax(0,720px)] lg:gap-6">
          <Steps
            steps={steps}
            current={step}
            reachable={(key) => draft !== null && steps.findIndex((item) => item.key === key) < at}
            onGo={(key) => set({ step: key })}
          />
          <div className="flex min-w-0 flex-col gap-4">
            {step === "goal" && <GoalStep />}
            {step === "audience" && <AudienceStep />}
            {step === "questions" && <QuestionsStep />}
            {last && <ReviewStep />}
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
              <Button disabled={busy} onClick={() => void next()}>
                {last && <Send />}
                {last ? "Submit order" : "Save and continue"}
                {!last && <ArrowRight />}
              </Button>
            </div>
          </div>
        </div>
      </PageFrame>
    </FormProvider>
  );
}
