import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Building2, ClipboardCheck, Contact, Megaphone, PackageCheck, PhoneCall, PhoneForwarded, PhoneOutgoing } from "lucide-react";
import { useChannel } from "@/api/realtime";
import { resource } from "@/api/query";
import { useSession } from "@/api/session";
import { CountUp } from "@/components/count-up";
import { HeaderActionBar, type HeaderAction } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { Stat, type StatProps } from "@/components/stat";
import { ErrorState } from "@/components/states";
import { cn } from "@/lib/cn";
import { clock, count, duration, none, percent } from "@/lib/format";
import { mayOpen } from "@/lib/roles";
import { FirstStepsCard } from "./first-steps";
import { LeadsCard } from "./lead-funnel";
import { ManagerOverview } from "./manager-overview";

export default function HomePage() {
  const { user, tenant } = useSession();
  const client = useQueryClient();
  const home = useQuery({ ...resource("/home"), refetchInterval: 60_000 });
  const manages = mayOpen(user.roles, ["campaign_manager"]);
  // Thirty days are read for it: seldom, and not with every lead.
  const overview = useQuery({ ...resource("/home/overview"), enabled: manages, refetchInterval: 120_000 });
  const refresh = () => void client.invalidateQueries({ queryKey: ["home"] });
  useChannel("leads", refresh);
  useChannel("campaigns", refresh);

  const data = home.data;
  const days = overview.data?.days;
  const callbacks = overview.data?.callbacks;
  // A workspace in which nothing has happened shows what to do, not rows of zeros.
  const fresh = data?.firstSteps != null && !data.firstSteps.contacts && !data.firstSteps.campaign;
  const figure = (value: number | null | undefined) => (value == null ? none : <CountUp to={value} />);
  const stats: (StatProps & { shown: boolean })[] = [
    { label: "Contacts", icon: Contact, value: figure(data?.contacts), href: "/contacts", shown: data?.contacts != null },
    { label: "Accounts", icon: Building2, value: figure(data?.accounts), href: "/accounts", shown: data?.accounts != null },
    {
      label: "Active campaigns",
      icon: Megaphone,
      value: figure(data?.activeCampaigns),
      href: "/campaigns",
      shown: data?.activeCampaigns != null,
    },
    {
      label: "Calls today",
      icon: PhoneCall,
      value: figure(data?.callsToday),
      note: "dialled",
      href: manages ? "/telephony/reports" : undefined,
      trend: manages ? (days ?? []).map((day) => day.dials) : undefined,
      shown: data?.callsToday != null,
    },
    {
      label: "Connected today",
      icon: PhoneForwarded,
      value: figure(data?.connectedToday),
      note: data?.callsToday ? `${percent((data.connectedToday ?? 0) / data.callsToday, 1)} of calls` : undefined,
      href: manages ? "/telephony/reports" : undefined,
      trend: manages ? (days ?? []).map((day) => day.connected) : undefined,
      shown: data?.connectedToday != null,
    },
    {
      label: "Callbacks due",
      icon: PhoneOutgoing,
      value: figure(callbacks && callbacks.overdue + callbacks.today),
      note:
        callbacks && callbacks.overdue > 0 ? (
          <span className="font-medium text-warning-ink">{count(callbacks.overdue)} overdue</span>
        ) : (
          "today"
        ),
      href: "/telephony/callbacks",
      shown: manages,
    },
    { label: "Open orders", icon: PackageCheck, value: figure(data?.openOrders), href: "/orders", shown: data?.openOrders != null },
    ...(data?.myToday
      ? [
          {
            label: "My calls today",
            icon: PhoneCall,
            value: count(data.myToday.calls),
            note: `${count(data.myToday.connected)} connected`,
            shown: true,
          },
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
          {data?.firstSteps && <FirstStepsCard done={data.firstSteps} />}
          {!fresh && (
            <div className={cn("grid grid-cols-2 gap-3", manages ? "md:grid-cols-4 xl:grid-cols-7" : "md:grid-cols-3 xl:grid-cols-6")}>
              {home.isPending
                ? Array.from({ length: manages ? 7 : 6 }, (_, index) => (
                    <Stat key={index} label="Loading" value="" loading trend={manages ? [] : undefined} />
                  ))
                : stats.filter((stat) => stat.shown).map(({ shown: _, ...stat }) => <Stat key={stat.label} {...stat} />)}
            </div>
          )}
          {manages && !fresh ? (
            <ManagerOverview overview={overview} leads={data?.leadsByStatus} />
          ) : (
            data?.leadsByStatus && !fresh && <LeadsCard counts={data.leadsByStatus} />
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
