import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { Building2, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { http } from "@/api/http";
import { Problem } from "@/api/problem";
import { adoptSession, wasSignedIn } from "@/api/session";
import { ApiForm } from "@/components/form/api-form";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { hasDemo } from "@/lib/demo";
import { DemoRoles } from "./demo-roles";
import { DoorFrame } from "./door-frame";
import { PasswordInput } from "./password-input";

const schema = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address"),
  password: z.string().min(1, "Enter your password"),
  organisation: z.string().trim(),
});

type Values = z.infer<typeof schema>;
interface Choice {
  id: string;
  name: string;
}

export function SignInPage() {
  const client = useQueryClient();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { email: "", password: "", organisation: "" } });
  const [wasIn] = useState(wasSignedIn);
  const [refused, setRefused] = useState(false);
  const [choices, setChoices] = useState<Choice[] | null>(null);

  async function signIn(values: Values, tenantId?: string) {
    try {
      adoptSession(client, await http.post("/session", { body: { ...values, organisation: values.organisation || undefined, tenantId } }));
    } catch (error) {
      if (error instanceof Problem && error.code === "auth.choose_tenant") {
        setChoices((error.extensions.tenants as Choice[] | undefined) ?? []);
        return;
      }
      setChoices(null);
      if (error instanceof Problem && error.code === "auth.invalid_credentials") {
        setRefused(true);
        form.setError("root.server", { message: "This e-mail and password do not fit together." });
        form.setValue("password", "");
        form.setFocus("password");
        return;
      }
      throw error;
    }
  }

  if (choices) {
    return (
      <DoorFrame title="Choose a workspace" hint="Your address belongs to several workspaces.">
        <ul className="flex flex-col gap-2">
          {choices.map((tenant) => (
            <li key={tenant.id}>
              <button
                type="button"
                autoFocus={tenant === choices[0]}
                onClick={() => void form.handleSubmit((values) => signIn(values, tenant.id))()}
                className="flex h-11 w-full items-center gap-3 rounded-md border border-border-strong bg-surface px-3 text-left text-sm font-medium hover:bg-muted"
              >
                <Building2 className="size-4 text-muted-foreground" aria-hidden />
                <span className="min-w-0 flex-1 truncate">{tenant.name}</span>
                <ChevronRight className="size-4 text-muted-foreground" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
        <Button variant="ghost" className="mt-3 w-full" onClick={() => setChoices(null)}>
          Back
        </Button>
      </DoorFrame>
    );
  }

  return (
    <DoorFrame
      title="Sign in"
      hint={wasIn ? "Your session has ended. Sign in again to go on." : "Use the account your administrator set up for you."}
      beside={hasDemo() && <DemoRoles />}
    >
      <ApiForm form={form} onSubmit={(values) => signIn(values)} className="flex flex-col gap-4">
        <Field name="email" label="E-mail">
          <Input autoFocus autoComplete="username" inputMode="email" className="h-9" {...form.register("email")} />
        </Field>
        <Field name="password" label="Password">
          <PasswordInput autoComplete="current-password" {...form.register("password")} />
        </Field>
        {refused && (
          <Field name="organisation" label="Organisation" hint="Only if your address belongs to several.">
            <Input autoComplete="organization" className="h-9" {...form.register("organisation")} />
          </Field>
        )}
        <Button type="submit" size="lg" className="mt-1 w-full" disabled={form.formState.isSubmitting}>
          {form.formState.isSubmitting ? "Signing in" : "Sign in"}
        </Button>
      </ApiForm>
    </DoorFrame>
  );
}
