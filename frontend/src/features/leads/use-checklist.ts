import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Lead } from "@/api/types";
import { useSaveChecklist, useStartReview } from "./mutations";
import { lead as leadQuery } from "./queries";

type Ticks = Record<string, boolean>;

/**
 * The checklist as it is being worked through. Ticks come faster than answers (a practised reviewer presses 1 2 3 within a third of a
 * second): each shows at once, and what is ticked while a save is under way goes out with the next one. None is dropped.
 */
export function useChecklist(lead: Lead, notes: string) {
  const client = useQueryClient();
  const start = useStartReview(lead.id);
  const save = useSaveChecklist(lead.id);
  // Ahead of what the server has said: read by the keys before the next render, shown by the render.
  const ahead = useRef<Ticks>({});
  const [shown, setShown] = useState<Ticks>({});
  const unsent = useRef(false);
  const under = useRef<Promise<void>>();
  const taken = useRef(false);
  const written = useRef(notes);
  useEffect(() => {
    written.current = notes;
  });

  /** The lead as of now, which a render may not have shown yet. */
  const current = () => client.getQueryData(leadQuery(lead.id).queryKey) ?? lead;
  const ticks = (): Ticks => ({ ...Object.fromEntries(current().checklist.map((item) => [item.id, item.done])), ...ahead.current });

  /** Taking the lead happens with the first action on it, so that looking costs nothing. */
  async function take() {
    if (current().status !== "new" || taken.current) return;
    await start.mutateAsync(undefined);
    taken.current = true;
  }

  async function sendAll() {
    try {
      while (unsent.current) {
        unsent.current = false;
        await take();
        await save.mutateAsync({ items: ticks(), notes: written.current });
      }
    } finally {
      // Also when it was refused: then the lead shows its true state.
      unsent.current = false;
      under.current = undefined;
      ahead.current = {};
      setShown({});
    }
  }

  /** Resolves when everything ticked or written so far is stored. */
  function store(): Promise<void> {
    unsent.current = true;
    under.current ??= sendAll();
    return under.current;
  }

  return {
    items: lead.checklist.map((item) => ({ ...item, done: shown[item.id] ?? item.done })),
    take,
    tick(id: string) {
      ahead.current = { ...ahead.current, [id]: !ticks()[id] };
      setShown(ahead.current);
      // Said by the mutation.
      store().catch(() => {});
    },
    store,
    /** Resolves when no save is under way; true when everything is ticked. */
    async settled() {
      await under.current;
      return Object.values(ticks()).every(Boolean);
    },
  };
}
