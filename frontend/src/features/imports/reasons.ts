import { words } from "@/lib/format";

/** "email.invalid" on "contact.email" → "Email: email invalid", kept readable for codes not listed. */
const texts: Record<string, string> = {
  required: "Value is missing",
  invalid: "Value is not valid",
  duplicate: "Same person twice in the file",
  too_long: "Value is too long",
  missing: "Value is missing",
  damaged: "Characters cannot be read",
  other_encoding: "Row in another encoding than the file",
};

export function reasonText(code: string, field?: string | null) {
  const last = code.split(".").at(-1) ?? code;
  const text = texts[last] ?? words(code);
  return field ? `${words(field.split(".").at(-1))}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
