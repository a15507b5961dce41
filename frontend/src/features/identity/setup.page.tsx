import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Link, useParams } from "wouter";
import { z } from "zod";
import { http } from "@/api/http";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { DoorFrame } from "./door-frame";
import { PasswordInput } from "./password-input";

const schema = z
  .object({ password: z.string().min(12, "Use at least 12 characters"), repeat: z.string() })
  .refine((values) => values.password === values.repeat, { path: ["repeat"], message: "The two passwords differ" });

/** The one-time link of a new account: sets its password, then sends to sign-in. */
export function SetupPage() {
  const { token } = useParams<{ token: string }>();
  const [done, setDone] = useState(false);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: "", repeat: "" } });

  if (done) {
    return (
      <DoorFrame title="Your password is set" hint="The link cannot be used again.">
        <Button asChild size="lg" className="w-full">
          <Link href="/">Go to sign-in</Link>
        </Button>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title="Set your password" hint="At least 12 characters. A sentence is easier to remember than symbols.">
      <ApiForm
        form={form}
        onSubmit={async ({ password }) => {
          await http.post("/setup/{token}", { path: { token: encodeURIComponent(token) }, body: { password } });
          setDone(true);
        }}
        className="flex flex-col gap-4"
      >
        <Field name="password" label="New password">
          <PasswordInput autoFocus autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Field name="repeat" label="Repeat it">
          <PasswordInput autoComplete="new-password" {...form.register("repeat")} />
        </Field>
        <Button type="submit" size="lg" className="mt-1 w-full" disabled={form.formState.isSubmitting}>
          Set password
        </Button>
      </ApiForm>
    </DoorFrame>
  );
}
