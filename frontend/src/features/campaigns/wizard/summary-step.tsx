import { useQuery } from "@tanstack/react-query";
import { useFormContext } from "react-hook-form";
import { Facts } from "@/components/facts";
import { SectionCard } from "@/components/section-card";
import { count, dayRange, every, phone, plural } from "@/lib/format";
import { reason } from "@/lib/reasons";
import { assignable, complianceProfiles, listChoices, preview } from "../queries";
import { capModes, dialMode } from "../words";
import { AudiencePreviewCard } from "./audience-step";
import type { Values } from "./values";

export function SummaryStep() {
  const values = useFormContext<Values>().getValues();
  const lists = useQuery(listChoices());
  const agents = useQuery(assignable());
  const audience = useQuery(preview(values.listId));
  const data = audience.data;
  const names = agents.data?.filter((agent) => values.agentIds.includes(agent.id)).map((agent) => agent.name);
  const profiles = useQuery(complianceProfiles())
    .data?.items.filter((profile) => values.rules.compliance.profiles.includes(profile.id))
    .map((profile) => profile.name);
  const cap = capModes.find((mode) => mode.value === values.cap.mode);
  return (
    <>
      {data && (
        <p className="rounded-lg border border-primary/30 bg-primary-soft px-4 py-3 text-sm">
          {count(data.dialable)} people in, {count(data.total - data.dialable)} out
          {data.out.length > 0 && `: ${data.out.map((item) => `${count(item.count)} ${reason(item.reason)}`).join(", ")}`}. Dialing starts
          at once inside calling hours{values.dialMode === "agentless" ? "" : " and only while an agent is available"}.
        </p>
      )}
      <SectionCard title={values.name}>
        <Facts
          items={[
            { label: "List", value: lists.data?.items.find((list) => list.id === values.listId)?.name },
            { label: "Goal", value: Number.isNaN(values.leadGoal) ? "no goal" : plural(values.leadGoal, "lead") },
            { label: "Caller id", value: phone(values.callerId), mono: true },
            {
              label: "Dialer",
              value: `${dialMode(values.dialMode)}${values.dialMode === "power" ? ` ${values.powerRatio} lines per agent` : ""}, rings ${values.ringTimeoutSeconds} s, ${values.amdEnabled ? "machines filtered" : "machines not filtered"}`,
            },
            { label: "Attempts", value: `up to ${values.maxAttempts}, ${every(values.retryMinutes, "minute")}` },
            { label: "Wrap-up", value: `${values.wrapUpSeconds} s` },
            {
              label: "Hours",
              value: `${dayRange(values.window.days)}, ${values.window.start}–${values.window.end}, ${values.window.useContactZone ? "local time of each person, else " : ""}${values.window.timeZone}`,
            },
            { label: "Law", value: profiles?.join(", ") || "no profile: only the hours and limits of this campaign hold" },
            { label: "Account cap", value: values.cap.mode === "none" ? "no cap" : `${cap?.label}: ${values.cap.value}` },
            {
              label: "Form",
              value: `${plural(values.questions.length, "question")}, ${plural(values.checklist.length, "check")} for the review`,
            },
            {
              label: "Agents",
              value:
                values.dialMode === "agentless"
                  ? "none: people hear the message"
                  : names?.join(", ") || "nobody yet: it starts once somebody is assigned",
            },
          ]}
        />
      </SectionCard>
      <AudiencePreviewCard listId={values.listId} />
    </>
  );
}
