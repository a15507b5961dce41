import { useSyncExternalStore } from "react";

export interface Preferences {
  theme: "light" | "dark" | "system";
  density: "dense" | "comfortable";
  sidebar: "open" | "collapsed";
  letterKeys: boolean;
}

const defaults: Preferences = { theme: "system", density: "dense", sidebar: "open", letterKeys: true };
const listeners = new Set<() => void>();

function read<K extends keyof Preferences>(key: K): Preferences[K] {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(`pivotal.${key}`);
  } catch {
    return defaults[key];
  }
  if (stored === null) return defaults[key];
  return (key === "letterKeys" ? stored === "true" : stored) as Preferences[K];
}

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]) {
  try {
    localStorage.setItem(`pivotal.${key}`, String(value));
  } catch {
    // Storage blocked: the choice lasts until the next load only.
  }
  if (key === "theme") applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function usePreference<K extends keyof Preferences>(key: K): Preferences[K] {
  return useSyncExternalStore(subscribe, () => read(key));
}

export function preference<K extends keyof Preferences>(key: K): Preferences[K] {
  return read(key);
}

export function isDark() {
  const theme = read("theme");
  return theme === "dark" || (theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}

export function applyTheme() {
  document.documentElement.classList.toggle("dark", isDark());
}
