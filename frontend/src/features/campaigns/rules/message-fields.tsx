import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { defaultText, optOutKeys, spoken, type ComplianceValues } from "./compliance-values";

/** What somebody hears for whom no agent is there in time. */
export function MessageFields({ callerId }: { callerId: string | null }) {
  const form = useFormContext<ComplianceValues>();
  const [speaks, message] = useWatch({ control: form.control, name: ["speaks", "message"] });
  return (
    <fieldset className="flex flex-col gap-4 border-t pt-4">
      <legend className="sr-only">Message to people nobody is free for</legend>
      <label htmlFor="abandoned-message" className="flex items-start gap-3 text-table font-medium">
        <Checkbox
          id="abandoned-message"
          className="mt-0.5"
          checked={speaks}
          onCheckedChange={(on) => form.setValue("speaks", on === true, { shouldDirty: true })}
        />
        Message to people nobody is free for
      </label>
      {speaks ? (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="message.seller" label="On behalf of">
              <Input {...form.register("message.seller")} />
            </Field>
            <Field name="message.number" label="Call back on" hint={callerId ? `Otherwise ${callerId}` : "With country code"} optional>
              <Input className="num" {...form.register("message.number")} />
            </Field>
            <Field name="message.language" label="Language">
              <Input placeholder="en-US" {...form.register("message.language")} />
            </Field>
            <Field name="message.optOutKey" label="Key to opt out" hint="Pressed during the message, never called again">
              <SelectInput
                value={message.optOutKey}
                onValueChange={(key) => form.setValue("message.optOutKey", key, { shouldDirty: true })}
                options={optOutKeys}
              />
            </Field>
          </div>
          <Field name="message.text" label="Text" hint="Placeholders: {seller}, {number}, {opt_out}" optional>
            <Textarea rows={3} maxLength={1000} placeholder={defaultText} {...form.register("message.text")} />
          </Field>
          <figure className="rounded-md bg-sunken px-3 py-2">
            <figcaption className="text-xs text-muted-foreground">This is heard</figcaption>
            <p className="text-table">{spoken(message, callerId)}</p>
          </figure>
        </>
      ) : (
        <NothingSaid asked={form.formState.errors.message?.seller?.message} />
      )}
    </fieldset>
  );
}

/** @param asked what the server said when a profile asks for a message */
function NothingSaid({ asked }: { asked?: string }) {
  if (!asked) return <p className="text-xs text-muted-foreground">Nothing is said, the line is cut.</p>;
  return (
    <p role="alert" className="text-xs text-danger-ink">
      {asked}
    </p>
  );
}
