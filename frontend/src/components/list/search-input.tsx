import { Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { useCommands } from "@/lib/commands";

/** Search that waits for a pause in typing. `f` focuses it. */
export function SearchInput({ q, onQ, placeholder }: { q: string; onQ: (q: string) => void; placeholder: string }) {
  const input = useRef<HTMLInputElement>(null);
  const commands = useMemo(
    () => [{ id: "table:filter", title: "Filter", group: "Table" as const, keys: "f", hidden: true, run: () => input.current?.focus() }],
    [],
  );
  useCommands(commands);
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
        ref={input}
        type="search"
        maxLength={200}
        aria-label={placeholder}
        value={text}
        onChange={(event) => change(event.target.value)}
        placeholder={placeholder}
        className="pl-8"
      />
    </div>
  );
}
