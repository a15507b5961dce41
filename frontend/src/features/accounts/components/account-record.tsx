import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Account } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Group } from "@/components/group";
import { RecordFacts, RecordRelated, RecordTimeline } from "@/components/record/record-panes";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { count, phone } from "@/lib/format";
import { accountContacts } from "../queries";
import { AccountFacts } from "./account-facts";

/** A company: what is known, who works there, and what it works with. */
export function AccountRecord({ account, onIndustry }: { account: Account; onIndustry?: (industry: string) => void }) {
  return (
    <>
      <RecordFacts>
        <AccountFacts account={account} />
      </RecordFacts>
      <RecordTimeline>
        <AccountContacts account={account} />
      </RecordTimeline>
      <RecordRelated>
        <Group title="About">
          <p className="text-table text-muted-foreground">{account.description || "No description is known."}</p>
        </Group>
        <Group title="Technologies">
          {account.webTechnologies.length === 0 ? (
            <p className="text-table text-muted-foreground">None are known.</p>
          ) : (
            <div className="flex flex-wrap gap-1.5">
              {account.webTechnologies.map((name) => (
                <Badge key={name}>{name}</Badge>
              ))}
            </div>
          )}
        </Group>
        {account.industry && onIndustry && (
          <Group title="Others like it">
            <button
              type="button"
              className="text-table font-medium text-primary-ink hover:underline"
              onClick={() => onIndustry(account.industry!)}
            >
              All of {account.industry}
            </button>
          </Group>
        )}
      </RecordRelated>
    </>
  );
}

function AccountContacts({ account }: { account: Account }) {
  const contacts = useQuery(accountContacts(account.id));
  return (
    <Group
      title={`Contacts, ${count(account.contactCount)}`}
      actions={
        <Link href={`/contacts?account=${account.id}`} className="text-xs font-medium text-primary-ink hover:underline">
          Show in contacts
        </Link>
      }
    >
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
    </Group>
  );
}
