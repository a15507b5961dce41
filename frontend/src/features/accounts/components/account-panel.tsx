import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { Link } from "wouter";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { account } from "../queries";
import { AccountDetails } from "./account-details";

export function AccountPanel({
  id,
  onClose,
  onFilter,
}: {
  id: string;
  onClose: () => void;
  onFilter: (filter: Record<string, string>) => void;
}) {
  const query = useQuery({ ...account(id), enabled: id !== "" });
  return (
    <Sheet open={id !== ""} onOpenChange={(open) => !open && onClose()}>
      <SheetContent aria-describedby={undefined}>
        <div className="flex h-12 shrink-0 items-center gap-2 border-b pr-12 pl-4">
          <SheetTitle className="truncate text-table font-semibold">{query.data?.name ?? "Account"}</SheetTitle>
          {id && (
            <Button asChild variant="ghost" size="icon-sm" className="ml-auto">
              <Link href={`/accounts/${id}`} aria-label="Open as a page">
                <ExternalLink />
              </Link>
            </Button>
          )}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          {query.error && !query.data ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : query.data ? (
            <AccountDetails account={query.data} onFilter={onFilter} />
          ) : (
            <div className="flex flex-col gap-3" aria-busy="true">
              {Array.from({ length: 10 }, (_, index) => (
                <Skeleton key={index} className="h-4" />
              ))}
            </div>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}
