import { useState, type ReactNode } from "react";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ListFilter } from "./use-list-state";

/** First what the condition is about, then what has to hold: both found by typing. Of one field it asks for the value at once. */
export function FilterMenu({
  fields,
  children,
  onSet,
}: {
  fields: readonly ListFilter[];
  children: ReactNode;
  onSet: (key: string, value: string) => void;
}) {
  const only = fields.length === 1 ? fields[0] : undefined;
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<ListFilter>();
  const [text, setText] = useState("");
  const field = only ?? picked;
  const change = (now: boolean) => {
    setOpen(now);
    setPicked(undefined);
    setText("");
  };
  const choose = (value: string) => {
    onSet(field!.key, value);
    change(false);
  };
  return (
    <Popover open={open} onOpenChange={change}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent className="w-64 p-0">
        {/* A new list for each question, so that its first row is the chosen one. */}
        <Command key={field?.key ?? ""} label={field ? field.label : "Filter by"} shouldFilter={!field || field.options !== undefined}>
          <CommandInput
            autoFocus
            value={text}
            onValueChange={setText}
            maxLength={200}
            placeholder={field ? `${field.label} is…` : "Filter by…"}
          />
          <CommandList className="max-h-72">
            {!field &&
              fields.map((each) => (
                <CommandItem
                  key={each.key}
                  value={each.label}
                  onSelect={() => {
                    setPicked(each);
                    setText("");
                  }}
                >
                  {each.label}
                </CommandItem>
              ))}
            {field?.options?.map((option) => (
              <CommandItem key={option.value} value={option.value} keywords={[option.label]} onSelect={() => choose(option.value)}>
                <span className="truncate">{option.label}</span>
              </CommandItem>
            ))}
            {field && !field.options && text.trim() !== "" && (
              <CommandItem value={text} onSelect={() => choose(text.trim())}>
                <span className="truncate">
                  {field.label} is <span className="font-medium">{text.trim()}</span>
                </span>
              </CommandItem>
            )}
            <CommandEmpty className="py-6 text-center text-table text-muted-foreground">
              {field && !field.options ? "Type what it has to be." : "Nothing has this name."}
            </CommandEmpty>
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
