import { Toaster as Sonner } from "sonner";

export function Toaster({ dark }: { dark: boolean }) {
  return (
    <Sonner
      theme={dark ? "dark" : "light"}
      position="bottom-right"
      gap={8}
      toastOptions={{
        classNames: {
          toast: "!font-sans !rounded-lg !border !border-border !bg-raised !text-foreground !text-[13px] !shadow-pop",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
