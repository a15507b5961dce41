import type { ReactNode } from "react";
import { Link } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { Steps } from "@/components/steps";

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
  reachable = () => false,
  onGo = () => {},
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
    <PageFrame
      title={title}
      context={context}
      breadcrumb={
        <Link href="/imports" className="hover:underline">
          Imports
        </Link>
      }
    >
      <div className="grid gap-4 lg:grid-cols-[184px_minmax(0,1fr)] lg:gap-6">
        <Steps steps={importSteps} current={step} reachable={reachable} onGo={onGo} />
        <div className="flex min-w-0 flex-col gap-4">{children}</div>
      </div>
    </PageFrame>
  );
}
