import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";

const text = z.string().trim().max(200, "At most 200 characters");

export const contactSchema = z.object({
  firstName: text,
  lastName: text.min(1, "A last name is needed"),
  email: z.email("Enter a full e-mail address"),
  jobTitle: text,
  directPhone: text,
  mobilePhone: text,
  city: text,
  country: text,
});

export type ContactValues = z.infer<typeof contactSchema>;

/** An empty text clears the field on the server; an absent one leaves it. */
export function toBody(values: ContactValues): Record<string, string> {
  return { ...values, fullName: `${values.firstName} ${values.lastName}`.trim() };
}

export function ContactFields() {
  const { register } = useFormContext<ContactValues>();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field name="firstName" label="First name" optional>
        <Input {...register("firstName")} />
      </Field>
      <Field name="lastName" label="Last name">
        <Input {...register("lastName")} />
      </Field>
      <Field name="email" label="E-mail" className="sm:col-span-2">
        <Input inputMode="email" {...register("email")} />
      </Field>
      <Field name="jobTitle" label="Title" optional className="sm:col-span-2">
        <Input {...register("jobTitle")} />
      </Field>
      <Field name="directPhone" label="Direct phone" optional hint="With country code, +1 212 …">
        <Input inputMode="tel" className="num" {...register("directPhone")} />
      </Field>
      <Field name="mobilePhone" label="Mobile" optional>
        <Input inputMode="tel" className="num" {...register("mobilePhone")} />
      </Field>
      <Field name="city" label="City" optional>
        <Input {...register("city")} />
      </Field>
      <Field name="country" label="Country" optional>
        <Input {...register("country")} />
      </Field>
    </div>
  );
}
