import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { resource } from "@/api/query";
import { useSession } from "@/api/session";
import { Group } from "@/components/group";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { WhyPanel } from "@/components/why-panel";
import { words } from "@/lib/format";

/** The queues a contact stands in, and why each calls it or not. For those who run campaigns. */
export function ContactCampaigns({ id }: { id: string }) {
  const { user } = useSession();
  const manages = user.roles.includes("admin") || user.roles.includes("campaign_manager");
  const { data } = useQuery({ ...resource("/contacts/{id}/campaigns", { path: { id } }), enabled: manages });
  const [asked, setAsked] = useState("");
  if (!manages || !data) return null;
  return (
    <Group title="Campaigns">
      {data.length === 0 && <p className="text-table text-muted-foreground">In no queue.</p>}
      <ul className={data.length > 0 ? "divide-y rounded-md border" : undefined}>
        {data.map((row) => (
          <li key={row.campaignId} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 text-table">
            <StatusBadge status={row.status} />
            <span className="min-w-0 flex-1 truncate">
              {row.campaignName}
              {row.reason && <span className="text-muted-foreground"> · {words(row.reason).toLowerCase()}</span>}
            </span>
            <Button size="sm" variant="outline" aria-label={`Why in ${row.campaignName}?`} onClick={() => setAsked(row.campaignId)}>
              Why?
            </Button>
          </li>
        ))}
      </ul>
      <WhyPanel campaignId={asked} contactId={asked && id} onClose={() => setAsked("")} />
    </Group>
  );
}
