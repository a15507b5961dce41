import type { ReactNode } from "react";

/** A titled part of a record. Its heading's level follows from where the record is shown, so that none is left out. */
export function Group({ title, level = 3, children }: { title: string; level?: 2 | 3; children: ReactNode }) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <section>
      <Title className="mb-2 text-xs font-medium text-muted-foreground">{title}</Title>
      {children}
    </section>
  );
}
