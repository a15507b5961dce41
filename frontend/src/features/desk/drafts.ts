import { useSyncExternalStore } from "react";
import type { CallCard, Question } from "@/api/types";

/** What an agent has entered about a call and not saved yet. */
export interface Draft {
  notes: string;
  answers: Record<string, string>;
  /** The disposition, "" before one is chosen. */
  chosen: string;
  /** Local time at the contact's place, as the picker has it. */
  callback: string;
  callbackFor: string;
  next: string;
}

/** As much of the call as it takes to dispose of it after it has left the screen. */
export type DraftedCall = Pick<CallCard, "callId" | "timeZone" | "questions"> & { fullName: string };

export interface KeptDraft {
  userId: string;
  call: DraftedCall;
  draft: Draft;
}

export const emptyDraft: Draft = { notes: "", answers: {}, chosen: "", callback: "", callbackFor: "team", next: "available" };

// In the window's own storage: it outlives a reload, and what was noted about people is gone with the window.
const key = "pivotal.drafts";
const most = 10;
/** Characters; storage has about five million, for everything. */
const room = 400_000;

const listeners = new Set<() => void>();
let last: { raw: string | null; kept: readonly KeptDraft[] } = { raw: null, kept: [] };

/** Of all that was kept, oldest first. Storage that is blocked or holds nonsense holds nothing. */
function read(): readonly KeptDraft[] {
  let raw: string | null = null;
  try {
    raw = sessionStorage.getItem(key);
  } catch {
    raw = null;
  }
  if (raw !== last.raw) last = { raw, kept: parse(raw) };
  return last.kept;
}

function write(kept: readonly KeptDraft[]) {
  let fitting = kept.slice(-most);
  while (fitting.length > 0 && JSON.stringify(fitting).length > room) fitting = fitting.slice(1);
  try {
    if (fitting.length > 0) sessionStorage.setItem(key, JSON.stringify(fitting));
    else sessionStorage.removeItem(key);
  } catch {
    // Blocked or full: what was typed lasts until the next load only.
  }
  for (const listener of listeners) listener();
}

/** An empty draft is none. Nobody's drafts stay when somebody else works in this window. */
export function keepDraft(userId: string, call: DraftedCall, draft: Draft) {
  const others = read().filter((each) => each.userId === userId && each.call.callId !== call.callId);
  const { callId, timeZone, questions, fullName } = call;
  write(isEmpty(draft) ? others : [...others, { userId, call: { callId, timeZone, questions, fullName }, draft }]);
}

export function dropDraft(callId: string) {
  const kept = read();
  if (kept.some((each) => each.call.callId === callId)) write(kept.filter((each) => each.call.callId !== callId));
}

export function draftOf(userId: string, callId: string): Draft | undefined {
  return read().find((each) => each.userId === userId && each.call.callId === callId)?.draft;
}

export function useKeptDrafts(userId: string): readonly KeptDraft[] {
  return useSyncExternalStore(subscribe, read).filter((each) => each.userId === userId);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function isEmpty({ notes, answers, chosen, callback }: Draft) {
  return !notes.trim() && !chosen && !callback && !Object.values(answers).some((answer) => answer.trim());
}

function parse(raw: string | null): readonly KeptDraft[] {
  try {
    const all: unknown = JSON.parse(raw ?? "[]");
    return Array.isArray(all) ? all.flatMap(understand) : [];
  } catch {
    return [];
  }
}

type Loose = Record<string, unknown>;
const text = (value: unknown, otherwise = "") => (typeof value === "string" ? value : otherwise);
const object = (value: unknown) => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {});
const isQuestion = (value: unknown): value is Question => {
  const { id, text: asked, kind, options } = object(value);
  return (
    [id, asked, kind].every((each) => typeof each === "string") &&
    Array.isArray(options) &&
    options.every((each) => typeof each === "string")
  );
};

function understand(value: unknown): KeptDraft[] {
  const { userId, call, draft } = object(value);
  const { callId, timeZone, fullName, questions } = object(call);
  const { notes, answers, chosen, callback, callbackFor, next } = object(draft);
  if (!text(userId) || !text(callId)) return [];
  return [
    {
      userId: text(userId),
      call: {
        callId: text(callId),
        timeZone: text(timeZone),
        fullName: text(fullName),
        questions: Array.isArray(questions) ? questions.filter(isQuestion) : [],
      },
      draft: {
        notes: text(notes),
        answers: Object.fromEntries(
          Object.entries(object(answers)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
        ),
        chosen: text(chosen),
        callback: text(callback),
        callbackFor: text(callbackFor, emptyDraft.callbackFor),
        next: text(next, emptyDraft.next),
      },
    },
  ];
}
