import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { ImportTarget } from "@/api/types";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/cn";
import { words } from "@/lib/format";

/** Own fields are named after the column: letters, digits and underscores. */
function customKey(header: string) {
  return `custom.${
    header
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 60) || "field"
  }`;
}

export function TargetPicker({
  header,
  value,
  targets,
  taken,
  onChange,
}: {
  header: string;
  value: string | null;
  targets: readonly ImportTarget[];
  taken: ReadonlySet<string>;
  onChange: (target: string | null) => void;
}) {
  const [open, setOpen] = useState(false);
  const groups = Map.groupBy(targets, (target) => target.entity);
  const chosen = targets.find((target) => target.key === value);
  const label = chosen
    ? `${words(chosen.entity)}: ${chosen.label}`
    : value?.startsWith("custom.")
      ? `Own field: ${value.slice(7)}`
      : "Leave out";

  function choose(target: string | null) {
    onChange(target);
    setOpen(false);
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={`Target of ${header}: ${label}`}
        className={cn(
          "inline-flex h-8 w-full items-center justify-between gap-2 rounded-md border border-border-strong bg-surface px-2.5 text-table hover:border-control",
          !value && "text-muted-foreground",
        )}
      >
        <span className="truncate">{label}</span>
        <ChevronDown className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      </PopoverTrigger>
      <PopoverContent className="w-80 p-0">
        <Command>
          <CommandInput autoFocus placeholder="Find a field" />
          <CommandList className="max-h-72">
            <CommandEmpty>No such field.</CommandEmpty>
            <CommandGroup>
              <CommandItem value="leave out skip" onSelect={() => choose(null)}>
                Leave out
              </CommandItem>
              {/* Found by its own words only: a column called like a field would otherwise offer itself before the field. */}
              <CommandItem value="own field custom" onSelect={() => choose(customKey(header))}>
                Keep as own field “{header}”
              </CommandItem>
            </CommandGroup>
            {[...groups].map(([entity, list]) => (
              <CommandGroup key={entity} heading={words(entity)}>
                {list.map((target) => (
                  <CommandItem
                    key={target.key}
                    value={`${target.label} ${target.key}`}
                    disabled={taken.has(target.key) && target.key !== value}
                    onSelect={() => choose(target.key)}
                  >
                    <span className="truncate">{target.label}</span>
                    {taken.has(target.key) && target.key !== value && <span className="ml-auto text-xs text-muted-foreground">used</span>}
                  </CommandItem>
                ))}
              </CommandGroup>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
