import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

/** Page state (filters, sort, tab, open record) lives in the address. Empty values leave it. */
export function useUrlState() {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const params = useMemo(() => new URLSearchParams(search), [search]);

  const get = useCallback((key: string) => params.get(key) ?? "", [params]);

  const set = useCallback(
    (changes: Record<string, string | null | undefined>, options?: { push?: boolean }) => {
      // Read the address again: two changes in one tick must not lose each other.
      const next = new URLSearchParams(window.location.search);
      for (const [key, value] of Object.entries(changes)) {
        if (value) next.set(key, value);
        else next.delete(key);
      }
      const query = next.toString();
      navigate(query ? `${path}?${query}` : path, { replace: !options?.push });
    },
    [navigate, path],
  );

  return { get, set, params };
}

/** A choice that the address keeps. Says the address something that is none of the choices, it is the first, which needs no word in it. */
export function useUrlChoice(key: string, choices: readonly string[]) {
  const { get, set } = useUrlState();
  const [first = "", ...others] = choices;
  const value = others.find((choice) => choice === get(key)) ?? first;
  return [value, (choice: string) => set({ [key]: choice === first ? "" : choice })] as const;
}
