import { useQuery } from "@tanstack/react-query";
import type { CallCard } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Facts } from "@/components/facts";
import { colleagues } from "../queries";

export function ContactRail({ card }: { card: CallCard }) {
  const { contact, account } = card;
  const others = useQuery({ ...colleagues(account?.id ?? ""), enabled: Boolean(account) });
  const list = others.data?.items.filter((row) => row.id !== contact.id) ?? [];
  return (
    <section
      tabIndex={0}
      aria-label="Contact and company"
      className="flex flex-col gap-5 bg-surface p-4 md:col-span-2 xl:col-span-1 xl:overflow-y-auto"
    >
      <div>
        <h2 className="mb-2 text-xs font-medium text-muted-foreground">Contact</h2>
        <Facts
          className="grid-cols-[76px_minmax(0,1fr)]"
          items={[
            { label: "Name", value: contact.fullName },
            { label: "Title", value: contact.jobTitle },
            { label: "E-mail", value: contact.email },
            { label: "Place", value: [contact.city, contact.state, contact.country].filter(Boolean).join(", ") },
            { label: "LinkedIn", value: contact.linkedinUrl },
          ]}
        />
      </div>
      {account && (
        <div>
          <h2 className="mb-2 text-xs font-medium text-muted-foreground">Company</h2>
          <Facts
            className="grid-cols-[76px_minmax(0,1fr)]"
            items={[
              { label: "Name", value: account.name },
              { label: "Domain", value: account.domain },
              { label: "Industry", value: account.industry },
              { label: "Employees", value: account.staffCountRange },
              { label: "Place", value: [account.city, account.country].filter(Boolean).join(", ") },
            ]}
          />
        </div>
      )}
      {list.length > 0 && (
        <div>
          <h2 className="mb-2 text-xs font-medium text-muted-foreground">Others at {account?.name}</h2>
          <ul className="flex flex-col gap-2">
            {list.map((row) => (
              <li key={row.id} className="flex items-center gap-2 text-table">
                <Avatar name={row.fullName} className="size-6 text-[10px]" />
                <span className="min-w-0">
                  <span className="block truncate font-medium">{row.fullName}</span>
                  <span className="block truncate text-xs text-muted-foreground">{row.jobTitle}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
