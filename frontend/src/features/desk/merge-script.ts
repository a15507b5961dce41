import type { CallCard } from "@/api/types";

interface Person {
  firstName: string;
  lastName: string;
}

/**
 * Fills {{contact.first_name}} and the like (the API knows the same names, ScriptTags.cs, and takes no others); what is not known of a person is spoken around. A tag nobody knows, of before the API looked,
 * stays visible, so that the mistake is seen and not read out as a gap.
 */
export function mergeScript(card: CallCard, agent: Person) {
  const { contact, account } = card;
  const values: Record<string, string | null | undefined> = {
    "contact.first_name": contact.firstName ?? contact.fullName,
    "contact.full_name": contact.fullName,
    "contact.job_title": contact.jobTitle ?? "your role",
    "contact.city": contact.city ?? "your city",
    "contact.country": contact.country ?? "your country",
    "account.name": account?.name ?? "your company",
    "account.industry": account?.industry ?? "your industry",
    "account.domain": account?.domain ?? "your website",
    "agent.first_name": agent.firstName,
    "agent.full_name": `${agent.firstName} ${agent.lastName}`.trim(),
    "campaign.name": card.campaignName,
  };
  return card.script.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (tag, key: string) => {
    const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).toLowerCase();
    // A bare {{first_name}} means the person on the line.
    return values[snake] ?? values[`contact.${snake}`] ?? tag;
  });
}
