import type { Order } from "@/api/types";
import { calendarDay, plural, words } from "@/lib/format";
import { Facts } from "./facts";

/** What the client asked for; shown the same to both sides. */
export function OrderBrief({ order }: { order: Pick<Order, "type" | "leadGoal" | "dueOn" | "audience" | "questions" | "notes"> }) {
  const { audience } = order;
  return (
    <div className="flex flex-col gap-4">
      <Facts
        items={[
          { label: "Leads", value: plural(order.leadGoal, "lead") },
          { label: "Wanted by", value: order.dueOn ? calendarDay(order.dueOn) : "no day named" },
          {
            label: "Channel",
            value: { call: "Telephone", email: "E-mail", combo: "Telephone and e-mail" }[order.type] ?? words(order.type),
          },
          { label: "Industries", value: audience.industries.join(", ") || "any" },
          { label: "Countries", value: audience.countries.join(", ") || "any" },
          { label: "Seniority", value: audience.seniorities.join(", ") || "any" },
          { label: "Audience", value: audience.notes },
          { label: "Notes", value: order.notes },
        ]}
      />
      {order.questions.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">Questions to ask</h3>
          <ol className="flex list-decimal flex-col gap-1 pl-4 text-table">
            {order.questions.map((question) => (
              <li key={question.id}>{question.text}</li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
