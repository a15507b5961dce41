import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { apiUrl } from "@/api/http";
import { useSession } from "@/api/session";
import { FilterTabs } from "@/components/filter-tabs";
import { SelectInput } from "@/components/form/select-field";
import { PageFrame } from "@/components/page-frame";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useUrlState } from "@/lib/url-state";
import { AbandonReport } from "./components/abandon-report";
import { AgentsReport } from "./components/agents-report";
import { AmdReport } from "./components/amd-report";
import { CallbacksReport } from "./components/callbacks-report";
import { CampaignsReport } from "./components/campaigns-report";
import { HoursReport } from "./components/hours-report";
import { PenetrationReport } from "./components/penetration-report";
import { campaignChoices } from "./queries";

const reports = [
  { value: "campaigns", label: "Campaigns", page: CampaignsReport, says: "Calls made on these days, campaign by campaign." },
  {
    value: "penetration",
    label: "List penetration",
    page: PenetrationReport,
    says: "The queues as they are now, whatever the days.",
    now: true,
  },
  { value: "agents", label: "Agent time", page: AgentsReport, says: "Time by state from the log of states, and why agents waited." },
  { value: "hours", label: "Outcomes by hour", page: HoursReport, says: "All days together, hour by hour." },
  { value: "amd", label: "AMD", page: AmdReport, says: "What the detection said, against what became of the call." },
  {
    value: "callbacks",
    label: "Callbacks",
    page: CallbacksReport,
    says: "Agreed for a time on these days. Kept: called at most 15 minutes after it.",
  },
  { value: "abandon", label: "Abandon evidence", page: AbandonReport, says: "Each campaign's day on the campaign's own clock." },
];

const everything = "all";

export default function ReportsPage() {
  const { tenant } = useSession();
  const { get, set } = useUrlState();
  const campaigns = useQuery(campaignChoices());
  const chosen = reports.find((report) => report.value === get("report")) ?? reports[0]!;
  const today = dayIn(tenant.timeZone, new Date());
  const query = { from: get("from") || daysBefore(today, 6), to: get("to") || today, campaignId: get("campaign") || undefined };
  return (
    <PageFrame
      title="Reports"
      context={`Days and hours in ${tenant.timeZone}`}
      actions={
        <Button asChild variant="outline">
          <a href={apiUrl("/reports/dialer/{report}/csv", { path: { report: chosen.value }, query })} download>
            <Download />
            Export CSV
          </a>
        </Button>
      }
    >
      <FilterTabs label="Report" value={chosen.value} options={reports} onChange={(report) => set({ report })} />
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="date"
          aria-label="First day"
          disabled={"now" in chosen}
          className="num w-36"
          value={query.from}
          max={query.to}
          onChange={(event) => set({ from: event.target.value })}
        />
        <span className="text-table text-muted-foreground">to</span>
        <Input
          type="date"
          aria-label="Last day"
          disabled={"now" in chosen}
          className="num w-36"
          value={query.to}
          min={query.from}
          onChange={(event) => set({ to: event.target.value })}
        />
        <SelectInput
          aria-label="Campaign"
          className="w-56"
          value={get("campaign") || everything}
          onValueChange={(campaign) => set({ campaign: campaign === everything ? null : campaign })}
          options={[
            { value: everything, label: "All campaigns" },
            ...(campaigns.data?.items ?? []).map((campaign) => ({ value: campaign.id, label: campaign.name })),
          ]}
        />
        <p className="text-table text-muted-foreground">{chosen.says}</p>
      </div>
      <chosen.page query={query} />
    </PageFrame>
  );
}

function dayIn(zone: string, at: Date) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

function daysBefore(day: string, days: number) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
