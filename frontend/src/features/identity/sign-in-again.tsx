import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Dialog as DialogPrimitive } from "radix-ui";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { http } from "@/api/http";
import { Problem } from "@/api/problem";
import { adoptSession, forgetSession, sessionEnded } from "@/api/session";
import type { Session } from "@/api/types";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { dropGuards } from "@/lib/leave-guard";
import { PasswordInput } from "./password-input";

const schema = z.object({ password: z.string().min(1, "Enter your password") });

/** As long as what somebody left on a screen that is no longer his may stay in memory. */
const keptFor = 15 * 60_000;

/**
 * The session ended on the server while its page is open. The page waits behind a wall that shows nothing of it: whoever signs in as the same person goes on where he was, with all that he typed;
 * for anybody else, and after a quarter of an hour, it is gone.
 */
export function SignInAgain({ session }: { session: Session }) {
  const client = useQueryClient();
  const { data: ended } = useQuery(sessionEnded);
  useEffect(() => {
    if (!ended) return;
    const timer = setTimeout(() => leave(), keptFor);
    return () => clearTimeout(timer);
    function leave() {
      dropGuards();
      forgetSession(client);
    }
  }, [ended, client]);

  return (
    <DialogPrimitive.Root open={ended}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className="fixed inset-0 z-[70] bg-background" />
        <DialogPrimitive.Content
          data-signed-out
          onEscapeKeyDown={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          className="fixed top-[16vh] left-1/2 z-[70] w-[calc(100%-32px)] max-w-[380px] -translate-x-1/2 rounded-xl border bg-surface p-7 shadow-pop outline-none"
        >
          <DialogPrimitive.Title className="text-title font-semibold tracking-[-0.015em]">Sign in to go on</DialogPrimitive.Title>
          <DialogPrimitive.Description className="mt-1 mb-5 text-table text-muted-foreground">
            Your session has ended: it was not used for long, or your account or your roles were changed. What you typed on this page is
            still there.
          </DialogPrimitive.Description>
          <AgainForm session={session} />
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

function AgainForm({ session: { user, tenant } }: { session: Session }) {
  const client = useQueryClient();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: "" } });
  async function signIn({ password }: { password: string }) {
    try {
      adoptSession(client, await http.post("/session", { body: { email: user.email, password, tenantId: tenant.id } }));
    } catch (error) {
      if (!(error instanceof Problem && error.code === "auth.invalid_credentials")) throw error;
      form.setError("password", { message: "This password does not fit, or the account may not sign in any more." });
      form.setValue("password", "");
      form.setFocus("password");
    }
  }
  return (
    <ApiForm form={form} onSubmit={signIn} className="flex flex-col gap-4">
      <div>
        <p className="text-xs text-muted-foreground">E-mail</p>
        <p className="truncate text-sm font-medium">{user.email}</p>
        <input type="hidden" autoComplete="username" value={user.email} readOnly />
      </div>
      <Field name="password" label="Password">
        <PasswordInput autoFocus autoComplete="current-password" {...form.register("password")} />
      </Field>
      <Button type="submit" size="lg" className="w-full" disabled={form.formState.isSubmitting}>
        {form.formState.isSubmitting ? "Signing in" : "Sign in"}
      </Button>
      <Button
        variant="ghost"
        onClick={() => {
          dropGuards();
          forgetSession(client);
        }}
      >
        Sign in as somebody else
      </Button>
    </ApiForm>
  );
}
