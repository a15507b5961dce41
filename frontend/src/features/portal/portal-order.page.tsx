import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Download, Inbox } from "lucide-react";
import { Link, useParams } from "wouter";
import { apiUrl } from "@/api/http";
import { useChannel } from "@/api/realtime";
import type { OrderLead } from "@/api/types";
import { GoalBar } from "@/components/goal-bar";
import { ListContent } from "@/components/list/list-content";
import { ListProvider } from "@/components/list/list-page";
import { useListState } from "@/components/list/use-list-state";
import { OrderBrief } from "@/components/order-brief";
import { PageFrame } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { date, dateTime, none, phone, plural } from "@/lib/format";
import { useUrlChoice } from "@/lib/url-state";
import { downloads, leadPages, order } from "./queries";

const columns: ColumnDef<OrderLead, unknown>[] = [
  { id: "name", header: "Name", size: 190, cell: ({ row }) => <span className="font-medium">{row.original.contactName}</span> },
  { id: "title", header: "Title", size: 210, cell: ({ row }) => row.original.jobTitle ?? none },
  { id: "company", header: "Company", size: 180, cell: ({ row }) => row.original.accountName ?? none },
  { id: "email", header: "E-mail", size: 230, cell: ({ row }) => row.original.email },
  { id: "phone", header: "Phone", size: 150, cell: ({ row }) => <span className="num">{phone(row.original.phone)}</span> },
  { id: "country", header: "Country", size: 130, cell: ({ row }) => row.original.country ?? none },
  { id: "approved", header: "Approved", size: 130, cell: ({ row }) => date(row.original.approvedAt) },
];
const rowId = (row: OrderLead) => row.id;

export default function PortalOrderPage() {
  const { id } = useParams<{ id: string }>();
  const [tab, setTab] = useUrlChoice("tab", ["leads", "downloads", "order"]);
  const client = useQueryClient();
  const query = useQuery(order(id));
  const leads = useInfiniteQuery(leadPages(id));
  const taken = useQuery(downloads(id));
  useChannel("orders", () => void client.invalidateQueries({ queryKey: ["orders"] }));
  const state = useListState();
  const data = query.data;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!data) return <PageSkeleton />;
  const ready = leads.data?.total?.count ?? 0;
  return (
    <PageFrame
      title={data.title}
      badge={<StatusBadge status={data.status} />}
      context={`${data.number}${data.dueOn ? ` · due ${date(data.dueOn)}` : ""}`}
      breadcrumb={
        <Link href="/portal" className="hover:underline">
          My orders
        </Link>
      }
      actions={
        ready > 0 && (
          <Button asChild>
            {/* The server records the download; the list below is read again a moment later. */}
            <a
              href={apiUrl("/orders/{id}/leads.csv", { path: { id } })}
              download
              onClick={() => setTimeout(() => void client.invalidateQueries({ queryKey: ["orders", id, "downloads"] }), 1500)}
            >
              <Download />
              Download {plural(ready, "lead")}
            </a>
          </Button>
        )
      }
    >
      <SectionCard title="Delivered">
        <GoalBar delivered={data.delivered} goal={data.leadGoal} />
      </SectionCard>
      <Tabs value={tab} onValueChange={setTab}>
        <TabsList aria-label="Parts">
          <TabsTrigger value="leads">Approved leads</TabsTrigger>
          <TabsTrigger value="downloads">Downloads</TabsTrigger>
          <TabsTrigger value="order">What you ordered</TabsTrigger>
        </TabsList>
        <TabsContent value="leads" className="pt-4">
          <ListProvider list={{ name: "Approved leads", state, query: leads, columns, rowId }}>
            <ListContent
              className="h-[460px] flex-none"
              empty={{ icon: Inbox, title: "No leads yet", says: "Each lead is checked by a reviewer before it appears here." }}
            />
          </ListProvider>
        </TabsContent>
        <TabsContent value="downloads" className="pt-4">
          <SectionCard title="Past downloads" flush>
            {taken.data && taken.data.items.length > 0 ? (
              <ul className="divide-y">
                {taken.data.items.map((item) => (
                  <li key={item.id} className="flex items-center gap-4 px-4 py-2 text-table">
                    <span className="w-48">{dateTime(item.at)}</span>
                    <span className="min-w-0 flex-1 truncate text-muted-foreground">{item.userName}</span>
                    <span className="num">{plural(item.leadCount, "lead")}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="px-4 py-4 text-table text-muted-foreground">Nothing has been downloaded yet.</p>
            )}
          </SectionCard>
        </TabsContent>
        <TabsContent value="order" className="pt-4">
          <SectionCard title="What you ordered">
            <OrderBrief order={data} />
          </SectionCard>
        </TabsContent>
      </Tabs>
    </PageFrame>
  );
}
