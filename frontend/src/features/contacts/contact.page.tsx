import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "wouter";
import { RecordPage } from "@/components/record/record-page";
import { dateTime } from "@/lib/format";
import { ContactFlags } from "./columns";
import { ContactActions } from "./components/contact-actions";
import { ContactRecord } from "./components/contact-record";
import { contact } from "./queries";

export default function ContactPage() {
  const { id } = useParams<{ id: string }>();
  const [, navigate] = useLocation();
  const query = useQuery(contact(id));
  return (
    <RecordPage
      query={query}
      back={{ href: "/contacts", label: "Contacts" }}
      title={(record) => record.fullName}
      badge={(record) => <ContactFlags row={record} />}
      context={(record) =>
        [record.jobTitle, record.account?.name, `last changed ${dateTime(record.updatedAt)}`].filter(Boolean).join(" · ")
      }
      actions={(record) => <ContactActions contact={record} onDeleted={() => navigate("/contacts")} />}
    >
      {(record) => <ContactRecord contact={record} />}
    </RecordPage>
  );
}
