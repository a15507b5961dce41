import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { ComplianceProfile } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { PageSkeleton } from "@/components/page-skeleton";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { plural } from "@/lib/format";
import { ProfileDialog } from "./components/profile-dialog";
import { RetentionCard } from "./components/retention-card";
import { useDeleteProfile } from "./mutations";
import { linesOf } from "./profile-values";
import { profiles } from "./queries";

/** The jurisdiction profiles: the product's, which nobody changes, and the tenant's own. */
export default function ProfilesPage() {
  const query = useQuery(profiles());
  const [editing, setEditing] = useState<ComplianceProfile | "new" | null>(null);
  const [removing, setRemoving] = useState<ComplianceProfile | null>(null);
  const remove = useDeleteProfile();
  const data = query.data;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!data) return <PageSkeleton />;
  const calendarName = (id: string) => data.calendars.find((calendar) => calendar.id === id)?.name ?? id;
  return (
    <PageFrame
      title="Compliance profiles"
      context="What the law asks of outbound calls. A campaign chooses any of them; of each rule the strictest counts."
      actions={<HeaderActionBar actions={[{ label: "New profile", icon: Plus, tone: "primary", onSelect: () => setEditing("new") }]} />}
    >
      <RetentionCard />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {data.items.map((profile) => (
          <SectionCard
            key={profile.id}
            title={profile.name}
            hint={profile.own ? (profile.campaigns > 0 ? `your own, ${plural(profile.campaigns, "campaign")}` : "your own") : undefined}
            flush
            actions={
              profile.own && (
                <>
                  <Button variant="ghost" size="icon-sm" aria-label={`Change ${profile.name}`} onClick={() => setEditing(profile)}>
                    <Pencil />
                  </Button>
                  <Button variant="ghost" size="icon-sm" aria-label={`Delete ${profile.name}`} onClick={() => setRemoving(profile)}>
                    <Trash2 />
                  </Button>
                </>
              )
            }
          >
            <ul className="divide-y">
              {linesOf(profile.rules, calendarName).map((line) => (
                <li key={line.label} className="grid gap-x-4 gap-y-0.5 px-4 py-2 text-table sm:grid-cols-[11rem_minmax(0,1fr)]">
                  <span className="text-muted-foreground">{line.label}</span>
                  <span>
                    {line.value}
                    <span className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
                      {line.rule.source}
                      {line.rule.verify && (
                        <Badge tone="amber">
                          <TriangleAlert aria-hidden />
                          To be verified
                        </Badge>
                      )}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </SectionCard>
        ))}
      </div>
      {editing && (
        <ProfileDialog profile={editing === "new" ? null : editing} calendars={data.calendars} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={`Delete ${removing?.name ?? ""}`}
        confirm="Delete profile"
        danger
        onConfirm={() => removing && remove.mutate(removing.id)}
      >
        A profile that an unfinished campaign has chosen cannot be deleted.
      </ConfirmDialog>
    </PageFrame>
  );
}
