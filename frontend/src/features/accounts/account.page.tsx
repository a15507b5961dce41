import { useQuery } from "@tanstack/react-query";
import { useParams } from "wouter";
import { RecordPage } from "@/components/record/record-page";
import { dateTime } from "@/lib/format";
import { AccountRecord } from "./components/account-record";
import { account } from "./queries";

export default function AccountPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery(account(id));
  return (
    <RecordPage
      query={query}
      back={{ href: "/accounts", label: "Accounts" }}
      title={(record) => record.name}
      context={(record) => [record.domain, record.industry, `last changed ${dateTime(record.updatedAt)}`].filter(Boolean).join(" · ")}
    >
      {(record) => <AccountRecord account={record} />}
    </RecordPage>
  );
}
