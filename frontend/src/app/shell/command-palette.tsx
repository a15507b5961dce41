import { useQuery } from "@tanstack/react-query";
import { Building2, UserRound } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { useLocation } from "wouter";
import { resource } from "@/api/query";
import { useSession } from "@/api/session";

import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { DialogOverlay } from "@/components/ui/dialog";
import { Keys } from "@/components/keys";
import { useRegisteredCommands, type Command as Entry } from "@/lib/commands";
import { mayOpen } from "@/lib/roles";
import { useDebounced } from "@/lib/use-debounced";

export function CommandPalette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <DialogOverlay />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100%-32px)] max-w-[600px] -translate-x-1/2 overflow-hidden rounded-lg border bg-raised shadow-pop outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Palette close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ close }: { close: () => void }) {
  const { user } = useSession();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const q = useDebounced(text.trim(), 200);
  const seesRecords = mayOpen(user.roles, ["admin", "campaign_manager", "data_ops"]);
  const contacts = useQuery({ ...resource("/contacts", { query: { q, limit: 5 } }), enabled: seesRecords && q.length > 1 });
  const accounts = useQuery({ ...resource("/accounts", { query: { q, limit: 5 } }), enabled: seesRecords && q.length > 1 });
  const entries = useRegisteredCommands().filter((entry) => !entry.hidden);
  const groups = Map.groupBy(entries, (entry: Entry) => entry.group);

  function go(path: string) {
    close();
    navigate(path);
  }

  return (
    <Command loop>
      <CommandInput
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={seesRecords ? "Contacts, accounts, pages, actions" : "Pages and actions"}
      />
      <CommandList>
        <CommandEmpty>{contacts.isFetching || accounts.isFetching ? "Searching" : "Nothing matches. Try another word."}</CommandEmpty>
        {contacts.data && contacts.data.items.length > 0 && q.length > 1 && (
          <CommandGroup heading="Contacts">
            {contacts.data.items.map((row) => (
              <CommandItem
                key={row.id}
                value={`${row.fullName} ${row.email} ${row.accountName ?? ""} ${row.id}`}
                onSelect={() => go(`/contacts/${row.id}`)}
              >
                <UserRound />
                <span className="truncate">{row.fullName}</span>
                <span className="ml-auto truncate text-xs text-muted-foreground">{row.accountName ?? row.email}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {accounts.data && accounts.data.items.length > 0 && q.length > 1 && (
          <CommandGroup heading="Accounts">
            {accounts.data.items.map((row) => (
              <CommandItem key={row.id} value={`${row.name} ${row.domain ?? ""} ${row.id}`} onSelect={() => go(`/accounts/${row.id}`)}>
                <Building2 />
                <span className="truncate">{row.name}</span>
                <span className="ml-auto truncate text-xs text-muted-foreground">{row.domain}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {[...groups].map(([group, list]) => (
          <CommandGroup key={group} heading={group}>
            {list.map((entry) => (
              <CommandItem
                key={entry.id}
                value={`${entry.title} ${entry.keywords ?? ""} ${entry.id}`}
                onSelect={() => {
                  close();
                  entry.run();
                }}
              >
                {entry.icon && <entry.icon />}
                <span className="truncate">{entry.title}</span>
                {entry.keys && <Keys keys={entry.keys} className="ml-auto" />}
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
      </CommandList>
    </Command>
  );
}
