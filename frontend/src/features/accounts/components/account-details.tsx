import { useQuery } from "@tanstack/react-query";
import { Filter } from "lucide-react";
import { Link } from "wouter";
import type { Account } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Facts } from "@/components/facts";
import { Group } from "@/components/group";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { count, phone } from "@/lib/format";
import { accountContacts } from "../queries";

export function AccountDetails({
  account,
  onFilter,
  level = 3,
}: {
  account: Account;
  onFilter?: (filter: Record<string, string>) => void;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  const contacts = useQuery(accountContacts(account.id));
  return (
    <div className="flex flex-col gap-5">
      {account.description && <p className="text-table text-muted-foreground">{account.description}</p>}
      <Facts
        items={[
          { label: "Domain", value: account.domain },
          {
            label: "Industry",
            value:
              account.industry && onFilter ? (
                <Button variant="link" className="text-table" onClick={() => onFilter({ industry: account.industry! })}>
                  {account.industry}
                  <Filter className="size-3" />
                </Button>
              ) : (
                account.industry
              ),
          },
          { label: "Employees", value: account.staffCountRange },
          { label: "Revenue", value: account.revenueRange ?? (account.annualRevenue ? count(account.annualRevenue) : null) },
          {
            label: "Head office",
            value: [account.hqStreet1, account.hqCity, account.hqState, account.hqPostalCode, account.hqCountry].filter(Boolean).join(", "),
          },
          { label: "Phone", value: phone(account.mainPhoneE164 ?? account.mainPhone), mono: true },
          { label: "Founded", value: account.foundedYear, mono: true },
          { label: "Website", value: account.website },
          { label: "LinkedIn", value: account.linkedinUrl },
          { label: "SIC, NAICS", value: [account.sicCode, account.naicsCode].filter(Boolean).join(", "), mono: true },
        ]}
      />
      {account.webTechnologies.length > 0 && (
        <Group level={level} title="Technologies">
          <div className="flex flex-wrap gap-1.5">
            {account.webTechnologies.map((name) => (
              <Badge key={name}>{name}</Badge>
            ))}
          </div>
        </Group>
      )}
      <section>
        <div className="mb-2 flex items-center justify-between">
          <Heading className="text-xs font-medium text-muted-foreground">Contacts, {count(account.contactCount)}</Heading>
          <Link href={`/contacts?account=${account.id}`} className="text-xs font-medium text-primary-ink hover:underline">
            Show in contacts
          </Link>
        </div>
        {contacts.isPending ? (
          <Skeleton className="h-24" />
        ) : contacts.data && contacts.data.items.length > 0 ? (
          <ul className="divide-y rounded-md border">
            {contacts.data.items.map((row) => (
              <li key={row.id}>
                <Link href={`/contacts/${row.id}`} className="flex items-center gap-2 px-3 py-2 text-table hover:bg-hover">
                  <Avatar name={row.fullName} className="size-6 text-[10px]" />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{row.fullName}</span>
                    <span className="block truncate text-xs text-muted-foreground">{row.jobTitle}</span>
                  </span>
                  <span className="num text-xs text-muted-foreground">{phone(row.phone)}</span>
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-table text-muted-foreground">No contacts at this company.</p>
        )}
      </section>
    </div>
  );
}
