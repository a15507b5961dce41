import { Search, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useCommands } from "@/lib/commands";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

export interface Chip {
  key: string;
  label: string;
  value: string;
}

/** Search that waits for a pause, then chips for what is filtered. `f` focuses it. */
export function FilterBar({
  q,
  onQ,
  placeholder,
  chips,
  onClear,
  children,
}: {
  q: string;
  onQ: (q: string) => void;
  placeholder: string;
  chips: Chip[];
  onClear: (key: string) => void;
  children?: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  const commands = useMemo(
    () => [{ id: "table:filter", title: "Filter", group: "Table" as const, keys: "f", hidden: true, run: () => input.current?.focus() }],
    [],
  );
  useCommands(commands);
  return (
    <div className="flex flex-col gap-2 pb-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput ref_={input} q={q} onQ={onQ} placeholder={placeholder} />
        {children}
      </div>
      {chips.length > 0 && (
        <ul aria-label="Active filters" className="flex flex-wrap gap-1.5">
          {chips.map((chip) => (
            <li key={chip.key} className="inline-flex h-6 items-center gap-1 rounded-sm border bg-surface pl-2 text-xs">
              <span className="text-muted-foreground">{chip.label}</span>
              <span className="max-w-48 truncate font-medium">{chip.value}</span>
              <Button
                variant="ghost"
                size="icon-sm"
                className="size-6"
                aria-label={`Remove filter ${chip.label}`}
                onClick={() => onClear(chip.key)}
              >
                <X className="size-3" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function SearchInput({
  ref_,
  q,
  onQ,
  placeholder,
}: {
  ref_: React.RefObject<HTMLInputElement>;
  q: string;
  onQ: (q: string) => void;
  placeholder: string;
}) {
  const [text, setText] = useState(q);
  const [seen, setSeen] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  if (q !== seen) {
    setSeen(q);
    // The address moved. Typing runs ahead of it and must survive; a cleared filter or the back button wins.
    if (q === "" || !text.startsWith(q)) setText(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  function change(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onQ(next), 250);
  }
  return (
    <div className="relative w-full sm:w-72">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" />
      <Input
        ref={ref_}
        type="search"
        aria-label={placeholder}
        value={text}
        onChange={(event) => change(event.target.value)}
        placeholder={placeholder}
        className="pl-8"
      />
    </div>
  );
}
