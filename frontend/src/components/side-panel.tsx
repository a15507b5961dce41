import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";

/** Beside the page, not over it: the list stays alive, and where there is room it makes room (index.css). Escape closes it. */
export function SidePanel({
  open,
  title,
  actions,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog.Root modal={false} open={open} onOpenChange={(stays) => !stays && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          data-side-panel=""
          aria-describedby={undefined}
          // Whoever clicks into the list chooses the next record; only Escape and the cross mean that this one is done with.
          onInteractOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => {
            // In a field it leaves the field.
            if (event.target instanceof HTMLElement && event.target.closest("input, textarea")) event.preventDefault();
          }}
          className="fixed inset-y-0 right-0 z-40 flex w-full flex-col border-l bg-raised text-foreground shadow-pop outline-none duration-150 data-[state=closed]:animate-out data-[state=closed]:slide-out-to-right data-[state=open]:animate-in data-[state=open]:slide-in-from-right sm:top-12 sm:w-[440px] sm:border-t"
        >
          <div className="flex h-12 shrink-0 items-center gap-2 border-b pr-3 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-table font-semibold">{title}</Dialog.Title>
            {actions}
            <Dialog.Close
              aria-label="Close"
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-hover hover:text-foreground"
            >
              <X className="size-4" />
            </Dialog.Close>
          </div>
          <div
            role="region"
            aria-label={title}
            tabIndex={0}
            className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto p-4 focus-visible:outline-offset-[-2px]"
          >
            {children}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
