import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { PageFrame } from "@/components/page-frame";
import { ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { PlaceContext } from "./record-place";

/** A record on a page of its own: who or what it is, then what the page puts into the three columns. */
export function RecordPage<T>({
  query,
  back,
  title,
  badge,
  context,
  actions,
  children,
}: {
  query: UseQueryResult<T>;
  back: { href: string; label: string };
  title: (record: T) => string;
  badge?: (record: T) => ReactNode;
  context: (record: T) => ReactNode;
  actions?: (record: T) => ReactNode;
  /** RecordFacts, RecordTimeline and RecordRelated. */
  children: (record: T) => ReactNode;
}) {
  const record = query.data;
  return (
    <PageFrame
      title={record ? title(record) : back.label}
      badge={record && badge?.(record)}
      context={record && context(record)}
      actions={record && actions?.(record)}
      breadcrumb={
        <Link href={back.href} className="hover:underline">
          {back.label}
        </Link>
      }
    >
      <PlaceContext.Provider value="page">
        {query.error && !record ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div className="grid items-start gap-4 lg:grid-cols-[260px_minmax(0,1fr)] xl:grid-cols-[280px_minmax(0,1fr)_300px]">
            {record ? children(record) : <Waiting />}
          </div>
        )}
      </PlaceContext.Provider>
    </PageFrame>
  );
}

function Waiting() {
  return [96, 72, 56].map((rows) => <Skeleton key={rows} className="rounded-lg" style={{ height: rows * 4 }} />);
}
