import { Toaster as Sonner } from "sonner";

/** Bottom left, where no page has its primary action. A modal drawer takes the pointer from all of the page; a toast stands above it and keeps its own. */
export function Toaster({ dark }: { dark: boolean }) {
  return (
    <Sonner
      theme={dark ? "dark" : "light"}
      position="bottom-left"
      gap={8}
      toastOptions={{
        classNames: {
          toast: "!pointer-events-auto !font-sans !rounded-lg !border !border-border !bg-raised !text-foreground !text-[13px] !shadow-pop",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
