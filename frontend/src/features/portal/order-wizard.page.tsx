import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PageSkeleton } from "@/components/page-skeleton";
import { ErrorState } from "@/components/states";
import { useUrlState } from "@/lib/url-state";
import { OrderWizard } from "./components/order-wizard";
import { empty, valuesOf } from "./order-values";
import { order } from "./queries";

export default function OrderWizardPage() {
  const { get } = useUrlState();
  const [arrived] = useState(() => get("draft"));
  const query = useQuery({ ...order(arrived), enabled: arrived !== "", refetchOnWindowFocus: false });
  if (!arrived) return <OrderWizard initial={empty} draft={null} />;
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  return <OrderWizard initial={valuesOf(query.data)} draft={{ id: query.data.id, version: query.data.version }} />;
}
