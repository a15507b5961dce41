import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/states";
import { useSession } from "@/api/session";
import { PageSkeleton } from "@/components/page-skeleton";
import { useUrlState } from "@/lib/url-state";
import { useState } from "react";
import { campaign } from "../queries";
import { CampaignWizard } from "./campaign-wizard";
import { emptyValues, valuesOf } from "./values";

export default function WizardPage() {
  const { tenant } = useSession();
  const { get } = useUrlState();
  // The draft named on arrival is loaded; one that this wizard creates itself is already in its form.
  const [arrived] = useState(() => get("draft"));
  const query = useQuery({ ...campaign(arrived), enabled: arrived !== "", refetchOnWindowFocus: false });
  if (!arrived) return <CampaignWizard initial={emptyValues(get("list"), tenant.timeZone)} draft={null} />;
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  return <CampaignWizard initial={valuesOf(query.data)} draft={{ id: query.data.id, version: query.data.version }} />;
}
