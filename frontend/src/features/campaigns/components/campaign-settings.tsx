import type { Campaign } from "@/api/types";
import { Facts } from "@/components/facts";
import { SectionCard } from "@/components/section-card";
import { Badge } from "@/components/ui/badge";
import { dayRange, every, percent, phone, plural, words } from "@/lib/format";
import { capModes, dialMode } from "../words";

export function CampaignSettings({ campaign }: { campaign: Campaign }) {
  const { window, cap } = campaign;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <SectionCard title="Dialing">
        <Facts
          items={[
            {
              label: "Mode",
              value:
                campaign.dialMode === "power"
                  ? `${dialMode(campaign.dialMode)}, ${campaign.powerRatio} lines per free agent`
                  : dialMode(campaign.dialMode),
            },
            { label: "Abandoned", value: `at most ${percent(campaign.abandonCap)} of answered calls a day` },
            { label: "Caller id", value: phone(campaign.callerId), mono: true },
            { label: "Rings", value: `${campaign.ringTimeoutSeconds} s` },
            { label: "Machines", value: campaign.amdEnabled ? "filtered" : "not filtered" },
            { label: "At once", value: plural(campaign.maxConcurrent, "call") },
            { label: "Attempts", value: `up to ${campaign.maxAttempts}, ${every(campaign.retryMinutes, "minute")}` },
            { label: "Wrap-up", value: `${campaign.wrapUpSeconds} s` },
            {
              label: "Hours",
              value: `${dayRange(window.days)}, ${window.start.slice(0, 5)}–${window.end.slice(0, 5)}, ${window.useContactZone ? "local time, else " : ""}${window.timeZone}`,
            },
            {
              label: "Account cap",
              value: cap ? `${capModes.find((mode) => mode.value === cap.mode)?.label ?? cap.mode}: ${cap.value}` : "no cap",
            },
          ]}
        />
      </SectionCard>
      <SectionCard title="Script">
        <p className="max-h-72 overflow-y-auto text-sm whitespace-pre-wrap">{campaign.script || "No script."}</p>
      </SectionCard>
      <SectionCard title="Qualification form">
        <ol className="flex list-decimal flex-col gap-1.5 pl-4 text-table">
          {campaign.questions.map((question) => (
            <li key={question.id}>
              {question.text} <Badge>{words(question.kind)}</Badge> {question.required && <Badge tone="blue">Required</Badge>}
            </li>
          ))}
        </ol>
        {campaign.questions.length === 0 && <p className="text-table text-muted-foreground">No questions.</p>}
      </SectionCard>
      <SectionCard title="Review checklist">
        <ol className="flex list-decimal flex-col gap-1.5 pl-4 text-table">
          {campaign.checklist.map((item) => (
            <li key={item.id}>{item.text}</li>
          ))}
        </ol>
      </SectionCard>
    </div>
  );
}
