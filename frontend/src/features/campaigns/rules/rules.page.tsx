import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { campaign } from "../queries";
import { AgentlessCard } from "./agentless-card";
import { AgentsCard } from "./agents-card";
import { ComplianceCard } from "./compliance-card";
import { DispositionsCard } from "./dispositions-card";
import { EvidenceCard } from "./evidence-card";
import { LawCard } from "./law-card";
import { QueueCard } from "./queue-card";
import { QuotasCard } from "./quotas-card";
import { RecycleCard } from "./recycle-card";
import { RulesSaveFrame } from "./rules-save";
import { SectionLinks } from "./sections";

/** What a campaign decides about its dialling: one card a subject, all saved together. */
export default function RulesPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery(campaign(id));
  const data = query.data;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <PageFrame
      title="Rules"
      badge={<StatusBadge status={data.status} />}
      context="Who is called next, when again, and when never. A running campaign follows from its next call on."
      breadcrumb={
        <Link href={`/campaigns/${id}`} className="hover:underline">
          {data.name}
        </Link>
      }
    >
      <RulesSaveFrame campaign={data}>
        <SectionLinks />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <QueueCard campaign={data} />
            <DispositionsCard campaign={data} />
            <QuotasCard campaign={data} />
            <AgentsCard campaign={data} />
            <AgentlessCard campaign={data} />
            <RecycleCard campaign={data} />
            <ComplianceCard campaign={data} />
          </div>
          {/* What the law makes of all this stays in sight while the rules are changed. */}
          <div className="min-w-0 xl:sticky xl:top-14 xl:max-h-[calc(100dvh-9rem)] xl:overflow-y-auto">
            <LawCard campaign={data} />
          </div>
        </div>
        <EvidenceCard campaign={data} />
      </RulesSaveFrame>
    </PageFrame>
  );
}
