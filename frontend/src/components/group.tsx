import type { ReactNode } from "react";
import { useRecordPlace } from "./record/record-place";

/** A titled part of a record. On a page its heading is of level 2; in a panel the panel's title is, and it is one of level 3. */
export function Group({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const Title = useRecordPlace() === "page" ? "h2" : "h3";
  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-2">
        <Title className="text-xs font-medium text-muted-foreground">{title}</Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
