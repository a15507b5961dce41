import { AlertDialog as AlertPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const AlertDialog = AlertPrimitive.Root;
export const AlertDialogAction = AlertPrimitive.Action;
export const AlertDialogCancel = AlertPrimitive.Cancel;

export function AlertDialogContent({ className, ...props }: ComponentProps<typeof AlertPrimitive.Content>) {
  return (
    <AlertPrimitive.Portal>
      <AlertPrimitive.Overlay className="fixed inset-0 z-50 bg-[hsl(222_40%_6%/0.45)] data-[state=open]:animate-in data-[state=open]:fade-in-0" />
      <AlertPrimitive.Content
        className={cn(
          "fixed top-[20vh] left-1/2 z-50 w-[calc(100%-32px)] max-w-sm -translate-x-1/2 overflow-hidden rounded-lg border bg-raised text-foreground shadow-pop outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0",
          className,
        )}
        {...props}
      />
    </AlertPrimitive.Portal>
  );
}

export function AlertDialogTitle({ className, ...props }: ComponentProps<typeof AlertPrimitive.Title>) {
  return <AlertPrimitive.Title className={cn("text-[15px] leading-5 font-semibold", className)} {...props} />;
}

export function AlertDialogDescription({ className, ...props }: ComponentProps<typeof AlertPrimitive.Description>) {
  return <AlertPrimitive.Description className={cn("mt-1.5 text-table text-muted-foreground", className)} {...props} />;
}
