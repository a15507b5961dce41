import type { Contact } from "@/api/types";
import { Facts } from "@/components/facts";
import { Group } from "@/components/group";
import { EditableFacts } from "@/components/record/editable-facts";
import { Badge } from "@/components/ui/badge";
import { percent, phone, words } from "@/lib/format";
import { useSaveContact } from "../mutations";

/** What is known of a person, changed where it stands. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { mutateAsync } = useSaveContact(contact.id);
  const save = (field: Field, text: string) => mutateAsync({ [field]: text || null, version: contact.version });
  const custom = Object.entries(contact.customFields ?? {});
  return (
    <>
      <Group title="Reach">
        <EditableFacts<Field>
          save={save}
          items={[
            {
              label: "Direct",
              field: "directPhone",
              text: contact.directPhone ?? contact.directPhoneE164,
              source: sourceOf(contact.sourceImportId, contact.phoneAiConfidence),
              value: <Phone e164={contact.directPhoneE164} text={contact.directPhone} />,
            },
            {
              label: "Mobile",
              field: "mobilePhone",
              text: contact.mobilePhone ?? contact.mobilePhoneE164,
              value: <Phone e164={contact.mobilePhoneE164} text={contact.mobilePhone} />,
            },
            {
              label: "E-mail",
              field: "email",
              text: contact.email,
              source: sourceOf(contact.sourceImportId, contact.emailAiConfidence, words(contact.emailVerification)),
            },
            { label: "LinkedIn", field: "linkedinUrl", text: contact.linkedinUrl },
          ]}
        />
      </Group>
      <Group title="Work and place">
        <EditableFacts<Field>
          save={save}
          items={[
            { label: "Title", field: "jobTitle", text: contact.jobTitle },
            { label: "Department", field: "department", text: contact.department },
            { label: "Seniority", field: "seniority", text: contact.seniority },
            { label: "In position", text: contact.timeInPosition },
            { label: "Before", text: contact.formerPosition },
            { label: "City", field: "city", text: contact.city },
            { label: "State", field: "state", text: contact.state },
            { label: "Country", field: "country", text: contact.country },
            { label: "Time zone", text: contact.timeZone },
          ]}
        />
      </Group>
      {custom.length > 0 && (
        <Group title="Own fields">
          <Facts items={custom.map(([key, value]) => ({ label: words(key), value: String(value ?? "") }))} />
        </Group>
      )}
    </>
  );
}

/** Where a value comes from, and what is known of how sure it is. */
function sourceOf(importId: string | null | undefined, confidence: number | null | undefined, verified?: string) {
  return [importId ? "From an import" : "Entered by hand", confidence != null && `confidence ${percent(confidence / 100)}`, verified]
    .filter(Boolean)
    .join(", ");
}

type Field =
  "directPhone" | "mobilePhone" | "email" | "linkedinUrl" | "jobTitle" | "department" | "seniority" | "city" | "state" | "country";

/** What could not be read as a number is shown as what it is: text that nobody is called on. */
function Phone({ e164, text }: { e164: string | null | undefined; text: string | null | undefined }) {
  if (e164 || !text) return <span className="num">{phone(e164)}</span>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {text}
      <Badge tone="amber">Cannot be dialled</Badge>
    </span>
  );
}
