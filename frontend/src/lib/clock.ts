import { useSyncExternalStore } from "react";

// One timer for every counting label on the page. The server's clock is the reference: frames carry its time and set the offset.
let offset = 0;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = Date.now() + offset;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!timer) {
    now = Date.now() + offset;
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Tells the clock what the server reads; small differences are transport time and ignored. */
export function syncClock(serverTime: string) {
  const difference = Date.parse(serverTime) - Date.now();
  offset = Number.isFinite(difference) && Math.abs(difference) > 2000 ? difference : 0;
}

export function serverNow() {
  return Date.now() + offset;
}

/** The server's time in milliseconds, renewed each second while something on the page counts. */
export function useNow() {
  return useSyncExternalStore(subscribe, () => now);
}
