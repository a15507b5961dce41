import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Send } from "lucide-react";
import { FormProvider, useForm } from "react-hook-form";
import { expect, it, vi } from "vitest";
import { listenForShortcuts } from "@/lib/shortcuts";
import { WizardActions } from "./wizard-actions";
import { WizardFrame } from "./wizard-frame";

const steps = [
  { key: "goal", title: "Goal" },
  { key: "audience", title: "Audience" },
  { key: "review", title: "Review" },
];

function Wizard({ step, busy = false, onNext, onGo }: { step: string; busy?: boolean; onNext: () => void; onGo: (key: string) => void }) {
  return (
    <FormProvider {...useForm()}>
      <WizardFrame
        title="New order"
        back={{ href: "/portal", label: "My orders" }}
        steps={steps}
        step={step}
        reachable={(key) => key === "goal"}
        onGo={onGo}
        side={<aside>So far</aside>}
      >
        <p>The step</p>
        <WizardActions busy={busy} onNext={onNext} finish={{ label: "Submit order", icon: Send }} beside={<button>Keep as draft</button>} />
      </WizardFrame>
    </FormProvider>
  );
}

const ways = () => ({ onNext: vi.fn(), onGo: vi.fn() });

it("goes on from the first step and back from the second, and only to steps that were done", async () => {
  const user = userEvent.setup();
  const { onNext, onGo } = ways();
  const { rerender } = render(<Wizard step="goal" onNext={onNext} onGo={onGo} />);
  expect(screen.queryByRole("button", { name: "Back" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Keep as draft" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Save and continue" }));
  expect(onNext).toHaveBeenCalledOnce();
  rerender(<Wizard step="audience" onNext={onNext} onGo={onGo} />);
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(onGo).toHaveBeenCalledWith("goal");
  expect(screen.getByRole("button", { name: /Review/ })).toBeDisabled();
});

it("says at the last step what will happen", () => {
  render(<Wizard step="review" {...ways()} />);
  expect(screen.getByRole("button", { name: "Submit order" })).toBeEnabled();
  expect(screen.getByRole("button", { name: "Keep as draft" })).toBeInTheDocument();
  expect(screen.getByText("So far")).toBeInTheDocument();
});

it("goes on by keyboard, but not while a step is being saved", () => {
  const { onNext, onGo } = ways();
  const remove = listenForShortcuts();
  const { rerender } = render(<Wizard step="goal" onNext={onNext} onGo={onGo} />);
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  expect(onNext).toHaveBeenCalledOnce();
  rerender(<Wizard step="goal" busy onNext={onNext} onGo={onGo} />);
  fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  expect(onNext).toHaveBeenCalledOnce();
  remove();
});
