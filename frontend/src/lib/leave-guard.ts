import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { useBrowserLocation, navigate as goTo } from "wouter/use-browser-location";

/** What is on the screen and would be lost. */
const unsaved = new Set<object>();
const watchers = new Set<() => void>();
/** Where somebody wants to go, until he has said whether to. */
let pending: (() => void) | null = null;
let here = typeof window === "undefined" ? "" : window.location.href;

function ask(go: (() => void) | null) {
  pending = go;
  for (const watcher of watchers) watcher();
}

/**
 * Says while mounted that something typed is not saved: leaving the page, by link, key, back button or by closing the window, then asks first. Tabs and filters of the same page do not ask.
 * @returns call it before going somewhere after a save, when the next render has not told yet that all is saved
 */
export function useLeaveGuard(dirty: boolean) {
  const token = useRef({});
  useEffect(() => {
    const mine = token.current;
    if (!dirty) return;
    unsaved.add(mine);
    return () => {
      unsaved.delete(mine);
    };
  }, [dirty]);
  return useCallback(() => {
    unsaved.delete(token.current);
  }, []);
}

/** Nothing of what is on the screen is worth a question any more: its owner signs out. */
export function dropGuards() {
  unsaved.clear();
}

const samePage = (to: string) => new URL(to, window.location.href).pathname === window.location.pathname;

const navigate: typeof goTo = (to, options) => {
  const go = () => {
    goTo(to, options);
    here = window.location.href;
  };
  if (unsaved.size === 0 || samePage(String(to))) go();
  else ask(go);
};

/** For the router: as the browser's location, but every way out of a page with something unsaved on it asks. */
export function useGuardedLocation(): [string, typeof goTo] {
  const [location] = useBrowserLocation();
  return [location, navigate];
}

/** The question that stands, for the one dialog that asks it. */
export function useLeaveQuestion() {
  const go = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    () => pending,
  );
  return {
    open: go !== null,
    stay: () => ask(null),
    leave: () => {
      dropGuards();
      ask(null);
      go?.();
    },
  };
}

/** Before the router hears of it, so it has to be called before anything is drawn. */
export function guardHistory() {
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });
  window.addEventListener("popstate", (event) => {
    if (unsaved.size === 0 || samePage(here)) {
      here = window.location.href;
      return;
    }
    // The browser has gone already: back to where the page is, and ask.
    event.stopImmediatePropagation();
    window.history.pushState(null, "", here);
    ask(() => window.history.back());
  });
}
