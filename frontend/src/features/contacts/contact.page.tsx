import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { SectionCard } from "@/components/section-card";
import { ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { dateTime } from "@/lib/format";
import { ContactDetails } from "./components/contact-details";
import { contact } from "./queries";

export default function ContactPage() {
  const { id } = useParams<{ id: string }>();
  const [, navigate] = useLocation();
  const query = useQuery(contact(id));
  return (
    <PageFrame
      title={query.data?.fullName ?? "Contact"}
      breadcrumb={
        <Link href="/contacts" className="hover:underline">
          Contacts
        </Link>
      }
      context={query.data && `Last changed ${dateTime(query.data.updatedAt)}`}
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <SectionCard className="max-w-3xl">
          {query.data ? (
            <ContactDetails contact={query.data} level={2} onDeleted={() => navigate("/contacts")} />
          ) : (
            <Skeleton className="h-96" />
          )}
        </SectionCard>
      )}
    </PageFrame>
  );
}
