import type { Account } from "@/api/types";
import { Group } from "@/components/group";
import { EditableFacts } from "@/components/record/editable-facts";
import { count, phone } from "@/lib/format";
import { useSaveAccount } from "../mutations";

type Field =
  | "domain"
  | "website"
  | "industry"
  | "staffCountRange"
  | "revenueRange"
  | "mainPhone"
  | "linkedinUrl"
  | "hqStreet1"
  | "hqCity"
  | "hqState"
  | "hqPostalCode"
  | "hqCountry";

/** What is known of a company, changed where it stands. */
export function AccountFacts({ account }: { account: Account }) {
  const { mutateAsync } = useSaveAccount(account.id);
  const save = (field: Field, text: string) => mutateAsync({ [field]: text || null, version: account.version });
  return (
    <>
      <Group title="Company">
        <EditableFacts<Field>
          save={save}
          items={[
            { label: "Domain", field: "domain", text: account.domain },
            { label: "Website", field: "website", text: account.website },
            { label: "Industry", field: "industry", text: account.industry },
            { label: "Employees", field: "staffCountRange", text: account.staffCountRange },
            {
              label: "Revenue",
              field: "revenueRange",
              text: account.revenueRange,
              value: account.revenueRange ?? (account.annualRevenue ? count(account.annualRevenue) : undefined),
            },
            {
              label: "Phone",
              field: "mainPhone",
              text: account.mainPhone ?? account.mainPhoneE164,
              value: <span className="num">{phone(account.mainPhoneE164 ?? account.mainPhone)}</span>,
            },
            { label: "Founded", text: account.foundedYear === null ? null : String(account.foundedYear) },
            { label: "LinkedIn", field: "linkedinUrl", text: account.linkedinUrl },
            { label: "SIC, NAICS", text: [account.sicCode, account.naicsCode].filter(Boolean).join(", ") },
          ]}
        />
      </Group>
      <Group title="Head office">
        <EditableFacts<Field>
          save={save}
          items={[
            { label: "Street", field: "hqStreet1", text: account.hqStreet1 },
            { label: "City", field: "hqCity", text: account.hqCity },
            { label: "State", field: "hqState", text: account.hqState },
            { label: "Post code", field: "hqPostalCode", text: account.hqPostalCode },
            { label: "Country", field: "hqCountry", text: account.hqCountry },
          ]}
        />
      </Group>
    </>
  );
}
