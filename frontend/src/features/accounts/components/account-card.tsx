import type { AccountRow } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Badge } from "@/components/ui/badge";
import { plural } from "@/lib/format";

/** A company at a glance: who it is, what it does and where, and how many people of it are known. */
export function AccountCard({ account }: { account: AccountRow }) {
  const place = [account.hqCity, account.hqCountry].filter(Boolean).join(", ");
  return (
    <>
      <span className="flex min-w-0 items-center gap-3">
        <Avatar name={account.name} className="size-10 rounded-lg bg-linear-to-br from-transparent to-surface/60 text-sm" />
        <span className="min-w-0">
          <span className="block truncate text-sm font-semibold">{account.name}</span>
          <span className="block truncate text-xs text-muted-foreground">{account.domain ?? "No domain known"}</span>
        </span>
      </span>
      <span className="line-clamp-2 text-muted-foreground">
        {[account.industry, place].filter(Boolean).join(" · ") || "Nothing more is known yet"}
      </span>
      <span className="mt-auto flex flex-wrap gap-1.5">
        <Badge tone={account.contactCount > 0 ? "blue" : "slate"} className="num">
          {plural(account.contactCount, "contact")}
        </Badge>
        {account.staffCountRange && <Badge>{account.staffCountRange}</Badge>}
      </span>
    </>
  );
}
