import { zodResolver } from "@hookform/resolvers/zod";
import { Send } from "lucide-react";
import { useState } from "react";
import { FormProvider, useForm, type Resolver } from "react-hook-form";
import { toast } from "sonner";
import { useLocation } from "wouter";
import { showProblem } from "@/components/form/api-form";
import { WizardActions } from "@/components/wizard/wizard-actions";
import { WizardFrame } from "@/components/wizard/wizard-frame";
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

  return (
    <FormProvider {...form}>
      <WizardFrame
        title="New order"
        context={draft ? "Saved after each step." : "Four short steps."}
        back={{ href: "/portal", label: "My orders" }}
        steps={steps}
        step={step}
        reachable={(key) => draft !== null && steps.findIndex((item) => item.key === key) < at}
        onGo={(key) => set({ step: key })}
      >
        {/* Questions and fields, no tables: read better in a narrow column. */}
        <div className="flex max-w-3xl flex-col gap-4">
          {step === "goal" && <GoalStep />}
          {step === "audience" && <AudienceStep />}
          {step === "questions" && <QuestionsStep />}
          {last && <ReviewStep />}
          <WizardActions busy={busy} onNext={() => void next()} finish={{ label: "Submit order", icon: Send }} />
        </div>
      </WizardFrame>
    </FormProvider>
  );
}
