import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Building2, ClipboardCheck, Contact, Megaphone, PackageCheck, PhoneCall, PhoneForwarded } from "lucide-react";
import { useChannel } from "@/api/realtime";
import { resource } from "@/api/query";
import { useSession } from "@/api/session";
import type { Home } from "@/api/types";
import { HeaderActionBar, type HeaderAction } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { SectionCard } from "@/components/section-card";
import { Stat, type StatProps } from "@/components/stat";
import { ErrorState } from "@/components/states";
import { clock, count, duration, percent } from "@/lib/format";
import { mayOpen } from "@/lib/roles";
import { LeadFunnel } from "./lead-funnel";

export default function HomePage() {
  const { user, tenant } = useSession();
  const client = useQueryClient();
  const home = useQuery({ ...resource<Home>("/home"), refetchInterval: 60_000 });
  const refresh = () => void client.invalidateQueries({ queryKey: ["home"] });
  useChannel("leads", refresh);
  useChannel("campaigns", refresh);

  const data = home.data;
  const stats: (StatProps & { shown: boolean })[] = [
    { label: "Contacts", icon: Contact, value: count(data?.contacts), href: "/contacts", shown: data?.contacts != null },
    { label: "Accounts", icon: Building2, value: count(data?.accounts), href: "/accounts", shown: data?.accounts != null },
    { label: "Active campaigns", icon: Megaphone, value: count(data?.activeCampaigns), href: "/campaigns", shown: data?.activeCampaigns != null },
    { label: "Calls today", icon: PhoneCall, value: count(data?.callsToday), note: "dialled", shown: data?.callsToday != null },
    {
      label: "Connected today",
      icon: PhoneForwarded,
      value: count(data?.connectedToday),
      note: data?.callsToday ? `${percent((data.connectedToday ?? 0) / data.callsToday, 1)} of calls` : undefined,
      shown: data?.connectedToday != null,
    },
    { label: "Open orders", icon: PackageCheck, value: count(data?.openOrders), href: "/orders", shown: data?.openOrders != null },
    ...(data?.myToday
      ? [
          { label: "My calls today", icon: PhoneCall, value: count(data.myToday.calls), note: `${count(data.myToday.connected)} connected`, shown: true },
          {
            label: "My qualified",
            icon: ClipboardCheck,
            value: count(data.myToday.qualified),
            note: `${duration(data.myToday.talkSeconds * 1000)} talk time`,
            shown: true,
          },
        ]
      : []),
  ];

  const actions: HeaderAction[] = [
    ...(mayOpen(user.roles, ["data_ops", "campaign_manager"]) ? [{ label: "Import contacts", href: "/imports/new" }] : []),
    ...(mayOpen(user.roles, ["campaign_manager"]) ? [{ label: "New campaign", href: "/campaigns/new", tone: "primary" as const }] : []),
    ...(user.roles.includes("agent") ? [{ label: "Open the desk", href: "/desk", tone: "primary" as const }] : []),
  ].slice(0, 3);

  return (
    <PageFrame
      title={`Good ${dayPart()}, ${user.firstName || user.username}`}
      context={home.dataUpdatedAt ? `${tenant.name} · figures from ${clock(home.dataUpdatedAt, tenant.timeZone)}` : tenant.name}
      actions={<HeaderActionBar actions={actions} />}
    >
      {home.error && !data ? (
        <ErrorState error={home.error} onRetry={() => void home.refetch()} />
      ) : (
        <>
          <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
            {home.isPending
              ? Array.from({ length: 6 }, (_, index) => <Stat key={index} label="Loading" value="" loading />)
              : stats.filter((stat) => stat.shown).map(({ shown: _, ...stat }) => <Stat key={stat.label} {...stat} />)}
          </div>
          {data?.leadsByStatus && (
            <SectionCard title="Leads" hint="by state">
              <LeadFunnel counts={data.leadsByStatus} />
            </SectionCard>
          )}
        </>
      )}
    </PageFrame>
  );
}

function dayPart() {
  const hour = new Date().getHours();
  return hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
}
