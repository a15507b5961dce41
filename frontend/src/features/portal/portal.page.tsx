import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, Package, Plus } from "lucide-react";
import { Link, useLocation } from "wouter";
import { useChannel } from "@/api/realtime";
import { GoalBar } from "@/components/goal-bar";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { SectionCard } from "@/components/section-card";
import { EmptyState, ErrorState } from "@/components/states";
import { Stat } from "@/components/stat";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { count, date } from "@/lib/format";
import { myOrders } from "./queries";

export default function PortalPage() {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const query = useInfiniteQuery(myOrders());
  useChannel("orders", () => void client.invalidateQueries({ queryKey: ["orders"] }));
  const rows = query.data?.rows ?? [];
  const running = rows.filter((row) => row.status === "in_progress" || row.status === "submitted");
  const delivered = rows.reduce((sum, row) => sum + row.delivered, 0);
  const goal = running.reduce((sum, row) => sum + Math.max(0, row.leadGoal - row.delivered), 0);
  return (
    <PageFrame
      title="My orders"
      context="What you ordered, and the approved leads delivered so far."
      actions={<HeaderActionBar actions={[{ label: "New order", icon: Plus, tone: "primary", href: "/portal/new" }]} />}
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            <Stat label="Running orders" value={count(running.length)} loading={query.isPending} />
            <Stat label="Leads delivered" value={count(delivered)} loading={query.isPending} />
            <Stat label="Still to come" value={count(goal)} loading={query.isPending} />
          </div>
          <SectionCard title="Orders" flush>
            {query.isPending ? (
              <Skeleton className="m-4 h-32" />
            ) : rows.length === 0 ? (
              <EmptyState icon={Package} title="No orders yet" action={<Button onClick={() => navigate("/portal/new")}>New order</Button>}>
                Say whom you want to reach and how many leads you need. Our team sets up the calling and you download approved leads here.
              </EmptyState>
            ) : (
              <ul className="divide-y">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Link
                      href={row.status === "draft" ? `/portal/new?draft=${row.id}` : `/portal/${row.id}`}
                      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-hover md:grid-cols-[minmax(0,1.2fr)_120px_minmax(0,1fr)_110px_16px]"
                    >
                      <span className="min-w-0">
                        <span className="block truncate text-sm font-medium">{row.title}</span>
                        <span className="num block text-xs text-muted-foreground">{row.number}</span>
                      </span>
                      <StatusBadge status={row.status} className="justify-self-start" />
                      <span className="col-span-2 md:col-span-1">
                        <GoalBar delivered={row.delivered} goal={row.leadGoal} />
                      </span>
                      <span className="hidden text-xs text-muted-foreground md:block">{row.dueOn ? `due ${date(row.dueOn)}` : ""}</span>
                      <ChevronRight className="hidden size-4 text-muted-foreground md:block" aria-hidden />
                    </Link>
                  </li>
                ))}
              </ul>
            )}
            {query.hasNextPage && (
              <div className="border-t p-2">
                <Button variant="ghost" className="w-full" onClick={() => void query.fetchNextPage()}>
                  Show more
                </Button>
              </div>
            )}
          </SectionCard>
        </>
      )}
    </PageFrame>
  );
}
