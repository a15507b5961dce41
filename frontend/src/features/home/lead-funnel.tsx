import { Link } from "wouter";
import { SectionCard } from "@/components/section-card";
import { StatusBadge } from "@/components/status-badge";
import { count, percent } from "@/lib/format";

const states = [
  { key: "new", bar: "bg-primary" },
  { key: "under_review", bar: "bg-violet" },
  { key: "approved", bar: "bg-success" },
  { key: "published", bar: "bg-accent" },
  { key: "rejected", bar: "bg-danger" },
];

export function LeadsCard({ counts, className }: { counts: Record<string, number>; className?: string }) {
  return (
    <SectionCard title="Leads" hint="by state" className={className}>
      <LeadFunnel counts={counts} />
    </SectionCard>
  );
}

function LeadFunnel({ counts }: { counts: Record<string, number> }) {
  const rows = states.map((state) => ({ ...state, value: counts[state.key] ?? 0 }));
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const most = Math.max(1, ...rows.map((row) => row.value));
  if (total === 0) {
    return (
      <p className="text-table text-muted-foreground">No leads yet. They appear here as soon as an agent marks a call as qualified.</p>
    );
  }
  return (
    <ul className="flex flex-col gap-1">
      {rows.map((row) => (
        <li key={row.key}>
          <Link
            href={`/leads?status=${row.key}`}
            className="grid min-h-9 grid-cols-[116px_minmax(0,1fr)_64px_52px] items-center gap-3 rounded-md px-2 hover:bg-hover"
          >
            <StatusBadge status={row.key} className="justify-self-start" />
            <span className="h-2 overflow-hidden rounded-full bg-muted">
              <span className={`block h-full rounded-full ${row.bar}`} style={{ width: `${(row.value / most) * 100}%` }} />
            </span>
            <span className="num text-right text-table">{count(row.value)}</span>
            <span className="num text-right text-xs text-muted-foreground">{percent(row.value / total)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
