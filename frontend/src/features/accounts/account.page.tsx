import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { dateTime } from "@/lib/format";
import { AccountDetails } from "./components/account-details";
import { account } from "./queries";

export default function AccountPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery(account(id));
  return (
    <PageFrame
      title={query.data?.name ?? "Account"}
      breadcrumb={
        <Link href="/accounts" className="hover:underline">
          Accounts
        </Link>
      }
      context={query.data && `Last changed ${dateTime(query.data.updatedAt)}`}
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <SectionCard className="max-w-3xl">
          {query.data ? <AccountDetails account={query.data} level={2} /> : <Skeleton className="h-96" />}
        </SectionCard>
      )}
    </PageFrame>
  );
}
