import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { http } from "@/api/http";
import { toProblem } from "@/api/problem";
import type { Campaign } from "@/api/types";
import { Button } from "@/components/ui/button";
import { useCommands } from "@/lib/commands";
import { useLeaveGuard } from "@/lib/leave-guard";
import { campaign as resource } from "../queries";
import { mergeParts, notNumbers, showOnFields } from "./rule-errors";
import { sections } from "./sections";

/** A card of the page, as a save needs it. */
export interface ChangedCard {
  title: string;
  /** Which part of the rules it edits, and the form's field that holds it where the part is a list. */
  part: keyof Campaign["rules"];
  rows: string;
  form: UseFormReturn<FieldValues>;
  /** The form's values as the API wants the part. */
  toPart: (values: FieldValues) => unknown;
}

interface SentCard extends ChangedCard {
  sent: FieldValues;
}

interface RulesSave {
  /** What the card is made of now; told at every change, so that a save takes the newest. */
  tell: (card: ChangedCard) => void;
  /** Told while the card has unsaved changes; the answer takes it back. */
  changed: (title: string) => () => void;
  save: () => void;
  closed: boolean;
}

/** Against the forms' own habit of keeping what somebody has typed. */
const whole = { keepDirtyValues: false, keepDirty: false };

const Context = createContext<RulesSave | null>(null);

export function useRulesSave() {
  const found = useContext(Context);
  if (!found) throw new Error("A card of the rules stands outside their page.");
  return found;
}

/**
 * All cards of the page are stored together or not at all, against the version that was read when the first of them was changed; what the
 * server refuses shows on the field it names (`/rules/<part>/…`), in whichever card that is.
 */
export function RulesSaveFrame({ campaign, children }: { campaign: Campaign; children: ReactNode }) {
  const client = useQueryClient();
  const known = useRef(new Map<string, ChangedCard>());
  const [titles, setTitles] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState(campaign.version);
  const [refused, setRefused] = useState<string>();
  const closed = campaign.status === "completed" || campaign.status === "cancelled";
  const dirty = titles.length > 0;
  if (!dirty && opened !== campaign.version) setOpened(campaign.version);
  if (!dirty && refused) setRefused(undefined);

  const { mutate, isPending } = useMutation({
    mutationFn: ({ rules }: { rules: object; cards: readonly SentCard[] }) =>
      http.patch("/campaigns/{id}", { path: { id: campaign.id }, body: { rules }, version: opened }),
    onSuccess: (saved, { cards }) => {
      for (const { form, sent } of cards) settle(form, sent);
      client.setQueryData(resource(saved.id).queryKey, saved);
      toast.success(`${cards.map((card) => card.title).join(", ")} saved`);
    },
    onError: async (error, { cards }) => {
      const problem = toProblem(error);
      const unplaced = problem.errors.filter((item) => !cards.some((card) => showOnFields(card, [item], true) > 0));
      setRefused(
        unplaced.map(({ detail }) => detail).join(" ") || (problem.errors.length === 0 ? problem.detail || problem.title : undefined),
      );
      if (problem.status !== 412) return;
      const now = await client.fetchQuery({ ...resource(campaign.id), staleTime: 0 });
      setOpened(now.version);
      setRefused("Somebody else has changed this campaign. What you have not touched shows his values now; save again to keep yours.");
    },
  });

  const save = useCallback(async () => {
    if (!dirty || isPending) return;
    setRefused(undefined);
    const cards = titles.flatMap((title) => known.current.get(title) ?? []);
    // What the server said the last time must not stop this time.
    for (const { form } of cards) form.clearErrors();
    const parts: object[] = [];
    let sound = true;
    for (const card of cards) {
      const part = card.toPart(card.form.getValues());
      // The first field that is wrong takes the focus, the others only say so.
      sound = (await card.form.trigger(undefined, { shouldFocus: sound })) && sound;
      const wrong = notNumbers(part, `/rules/${card.part}`).map((pointer) => ({
        pointer,
        code: "field.number",
        detail: "Enter a number.",
      }));
      sound = showOnFields(card, wrong, sound) === 0 && sound;
      parts.push({ [card.part]: part });
    }
    if (sound)
      mutate({ rules: mergeParts(parts), cards: cards.map((card) => ({ ...card, sent: structuredClone(card.form.getValues()) })) });
  }, [dirty, isPending, titles, mutate]);

  const tell = useCallback((card: ChangedCard) => void known.current.set(card.title, card), []);
  const changed = useCallback((title: string) => {
    setTitles((all) => sections.filter((each) => each === title || all.includes(each)));
    return () => setTitles((all) => all.filter((each) => each !== title));
  }, []);
  const value = useMemo(() => ({ tell, changed, save: () => void save(), closed }), [tell, changed, save, closed]);
  const commands = useMemo(
    () => (dirty ? [{ id: "rules:save", title: "Save the rules", group: "Page" as const, keys: "mod+enter", run: () => void save() }] : []),
    [dirty, save],
  );
  useCommands(commands);
  useLeaveGuard(dirty);

  return (
    <Context.Provider value={value}>
      {children}
      {dirty && (
        <div
          role="region"
          aria-label="Unsaved changes"
          className="sticky bottom-0 z-10 -mx-4 mt-auto -mb-10 flex flex-wrap items-center gap-x-3 gap-y-2 border-t bg-raised px-4 py-3 shadow-pop lg:-mx-6 lg:px-6"
        >
          <div className="min-w-0 flex-1 basis-60 text-table">
            <p>
              <span className="font-medium">Not saved:</span> {titles.join(", ")}
            </p>
            {refused && (
              <p role="alert" className="text-danger-ink">
                {refused}
              </p>
            )}
          </div>
          <Button
            variant="outline"
            disabled={isPending}
            onClick={() => {
              for (const title of titles) known.current.get(title)?.form.reset(undefined, whole);
            }}
          >
            Discard
          </Button>
          <Button disabled={isPending} title="Ctrl Enter" onClick={() => void save()}>
            Save changes
          </Button>
        </div>
      )}
    </Context.Provider>
  );
}

/** What was sent is what is stored; what somebody has typed since is still his, and not saved. */
function settle(form: UseFormReturn<FieldValues>, sent: FieldValues) {
  const now = structuredClone(form.getValues());
  form.reset(sent, whole);
  for (const [name, value] of Object.entries(now))
    if (JSON.stringify(value) !== JSON.stringify(sent[name])) form.setValue(name, value, { shouldDirty: true });
}
