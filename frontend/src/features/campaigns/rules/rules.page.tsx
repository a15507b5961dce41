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
import { SectionLinks } from "./sections";

/** What a campaign decides about its dialling: one card a subject, each saved by itself. */
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
      <SectionLinks />
      {/* Two columns of their own: cards of unequal height must not leave holes beside them. */}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <QueueCard campaign={data} />
          <DispositionsCard campaign={data} />
          <QuotasCard campaign={data} />
          <AgentsCard campaign={data} />
          <AgentlessCard campaign={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <RecycleCard campaign={data} />
          <ComplianceCard campaign={data} />
          <LawCard campaign={data} />
        </div>
        <EvidenceCard campaign={data} />
      </div>
    </PageFrame>
  );
}
