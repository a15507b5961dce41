import { useQuery } from "@tanstack/react-query";
import { RecordPanel } from "@/components/record/record-panel";
import { account } from "../queries";
import { AccountRecord } from "./account-record";

export function AccountPanel({ id, onClose, onIndustry }: { id: string; onClose: () => void; onIndustry: (industry: string) => void }) {
  const query = useQuery({ ...account(id), enabled: id !== "" });
  return (
    <RecordPanel open={id !== ""} query={query} name="Account" title={(record) => record.name} href={`/accounts/${id}`} onClose={onClose}>
      {(record) => <AccountRecord account={record} onIndustry={onIndustry} />}
    </RecordPanel>
  );
}
