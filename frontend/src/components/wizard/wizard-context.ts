import { createContext, useContext } from "react";
import type { Step } from "./steps";

interface Wizard {
  steps: readonly Step[];
  /** Where one is in them. */
  at: number;
  onGo: (key: string) => void;
}

export const WizardContext = createContext<Wizard | null>(null);

export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error("useWizard outside a WizardFrame");
  return wizard;
}
