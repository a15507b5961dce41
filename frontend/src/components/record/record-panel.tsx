import type { UseQueryResult } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { PlaceContext } from "./record-place";
import { SidePanel } from "@/components/side-panel";

/** A record beside the list it was opened from; the same parts as on its page, below each other. */
export function RecordPanel<T>({
  open,
  query,
  name,
  title,
  href,
  onClose,
  children,
}: {
  open: boolean;
  query: UseQueryResult<T>;
  /** What it is called before it is there. */
  name: string;
  title: (record: T) => string;
  /** Its page. */
  href: string;
  onClose: () => void;
  children: (record: T) => ReactNode;
}) {
  const record = query.data;
  return (
    <SidePanel
      open={open}
      title={record ? title(record) : name}
      onClose={onClose}
      actions={
        <Button asChild variant="ghost" size="icon-sm">
          <Link href={href} aria-label="Open as a page">
            <ExternalLink />
          </Link>
        </Button>
      }
    >
      <PlaceContext.Provider value="panel">
        {query.error && !record ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : record ? (
          children(record)
        ) : (
          <div className="flex flex-col gap-3" aria-busy="true">
            {Array.from({ length: 12 }, (_, index) => (
              <Skeleton key={index} className="h-4" />
            ))}
          </div>
        )}
      </PlaceContext.Provider>
    </SidePanel>
  );
}
