import { words } from "@/lib/format";

export const capModes = [
  { value: "none", label: "No cap" },
  { value: "queue_size", label: "Contacts in the queue per account" },
  { value: "connected_calls", label: "Connected calls per account" },
  { value: "positive_dispositions", label: "Qualified leads per account" },
];

export const dialModes = [
  { value: "manual", label: "Manual", hint: "Agents choose whom they dial, or type a number" },
  { value: "preview", label: "Preview", hint: "Agents see the next person and decide; the call is for them alone" },
  { value: "progressive", label: "Progressive", hint: "One call per free agent" },
  { value: "predictive", label: "Predictive", hint: "Dials ahead of agents about to finish; the abandon budget says how far" },
  { value: "power", label: "Power", hint: "A fixed number of lines per free agent" },
  { value: "agentless", label: "Agentless", hint: "Whoever answers hears a message; needs their written consent" },
];

export function dialMode(value: string) {
  return dialModes.find((mode) => mode.value === value)?.label ?? words(value);
}
