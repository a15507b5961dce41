import type { LucideIcon } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";

/** One entry of the registry that the palette, the menus, the shortcuts and the help sheet all read. */
export interface Command {
  id: string;
  title: string;
  group: "Go to" | "Create" | "Page" | "Desk" | "Review" | "Table" | "General";
  /** "mod+k", "?", "g d" (a sequence), "mod+enter". Bare letters are off inside inputs. */
  keys?: string;
  icon?: LucideIcon;
  keywords?: string;
  /** Shown in the help sheet, absent from the palette (row movement and the like). */
  hidden?: boolean;
  run: () => void;
}

let sources: ReadonlyArray<readonly Command[]> = [];
let flat: readonly Command[] = [];
const listeners = new Set<() => void>();

function publish(next: ReadonlyArray<readonly Command[]>) {
  sources = next;
  flat = next.flat();
  for (const listener of listeners) listener();
}

function register(commands: readonly Command[]) {
  publish([...sources, commands]);
  return () => publish(sources.filter((source) => source !== commands));
}

/** Adds commands for as long as the component is mounted. Pass a stable (memoised) array. */
export function useCommands(commands: readonly Command[]) {
  useEffect(() => register(commands), [commands]);
}

export function useRegisteredCommands() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => flat,
  );
}

export function registeredCommands() {
  return flat;
}
