/** The subjects of the rules page, in the order in which they are read. A card's id is its title in small letters. */
export const sections: readonly string[] = [
  "Queue",
  "Dispositions",
  "Quotas",
  "Agents",
  "Agentless message",
  "Again",
  "Compliance",
  "What holds",
  "Evidence",
];

export const sectionId = (title: string) => title.toLowerCase().replace(/\W+/g, "-");

/** Stays at the top while the page scrolls: a long form is left and entered by subject. */
export function SectionLinks() {
  return (
    <nav aria-label="On this page" className="sticky top-0 z-10 -mx-4 overflow-x-auto border-b bg-background px-4 py-2 lg:-mx-6 lg:px-6">
      <ul className="flex gap-1">
        {sections.map((title) => (
          <li key={title} className="shrink-0">
            <a
              href={`#${sectionId(title)}`}
              className="inline-flex h-7 items-center rounded-md px-2 text-table font-medium text-muted-foreground hover:bg-hover hover:text-foreground"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
