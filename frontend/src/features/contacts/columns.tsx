import type { ColumnDef } from "@tanstack/react-table";
import { Link } from "wouter";
import type { ContactRow } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { Badge } from "@/components/ui/badge";
import { date, none, phone } from "@/lib/format";

export const contactColumns: ColumnDef<ContactRow, unknown>[] = [
  {
    id: "fullName",
    header: "Name",
    size: 240,
    meta: { sort: "name" },
    cell: ({ row: { original: row } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={row.fullName} className="size-5 text-[9px]" />
        <span className="truncate font-medium">{row.fullName}</span>
        <ContactFlags row={row} />
      </span>
    ),
  },
  { id: "jobTitle", header: "Title", size: 190, cell: ({ row }) => row.original.jobTitle ?? none },
  {
    id: "account",
    header: "Company",
    size: 180,
    cell: ({ row: { original: row } }) =>
      row.accountId ? (
        <Link href={`/accounts/${row.accountId}`} className="hover:underline">
          {row.accountName}
        </Link>
      ) : (
        none
      ),
  },
  { id: "phone", header: "Phone", size: 150, cell: ({ row }) => <span className="num">{phone(row.original.phone)}</span> },
  { id: "email", header: "E-mail", size: 230, cell: ({ row }) => row.original.email },
  {
    id: "place",
    header: "Place",
    size: 170,
    cell: ({ row }) => [row.original.city, row.original.country].filter(Boolean).join(", ") || none,
  },
  { id: "createdAt", header: "Added", size: 120, meta: { sort: "createdAt" }, cell: ({ row }) => date(row.original.createdAt) },
];

export function ContactFlags({ row }: { row: Pick<ContactRow, "suppressedPhone" | "suppressedEmail" | "isInvalid"> }) {
  return (
    <>
      {row.suppressedPhone && <Badge tone="red">DNC</Badge>}
      {row.suppressedEmail && <Badge tone="amber">No e-mail</Badge>}
      {row.isInvalid && <Badge tone="slate">Invalid</Badge>}
    </>
  );
}
