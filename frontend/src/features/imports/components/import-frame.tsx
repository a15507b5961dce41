import type { ReactNode } from "react";
import { WizardFrame } from "@/components/wizard/wizard-frame";

const importSteps = [
  { key: "upload", title: "Upload", hint: "Choose the file" },
  { key: "map", title: "Map columns", hint: "Say what each one is" },
  { key: "check", title: "Check", hint: "See problems first" },
  { key: "run", title: "Import", hint: "Watch it run" },
  { key: "result", title: "Result", hint: "Numbers and errors" },
];

export function ImportFrame({
  title,
  context,
  step,
  reachable,
  onGo,
  children,
}: {
  title: string;
  context?: ReactNode;
  step: string;
  reachable?: (key: string) => boolean;
  onGo?: (key: string) => void;
  children: ReactNode;
}) {
  return (
    <WizardFrame
      title={title}
      context={context}
      back={{ href: "/imports", label: "Imports" }}
      steps={importSteps}
      step={step}
      reachable={reachable}
      onGo={onGo}
    >
      {children}
    </WizardFrame>
  );
}
