import { Keys } from "@/components/keys";
import { Dialog, DialogBody, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useRegisteredCommands } from "@/lib/commands";

export function ShortcutHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const commands = useRegisteredCommands().filter((command) => command.keys);
  const groups = Map.groupBy(commands, (command) => command.group);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>Single letters rest while you type. They can be switched off in the profile menu.</DialogDescription>
        </DialogHeader>
        <DialogBody tabIndex={0} className="focus-visible:-outline-offset-2 grid pt-1 gap-x-8 gap-y-4 sm:grid-cols-2">
          {[...groups].map(([group, list]) => (
            <section key={group}>
              <h3 className="mb-1 text-xs font-medium text-muted-foreground">{group}</h3>
              <ul>
                {list.map((command) => (
                  <li key={command.id} className="flex min-h-8 items-center justify-between gap-3 border-b text-table last:border-0">
                    {command.title}
                    <Keys keys={command.keys!} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
