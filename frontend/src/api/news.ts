import { replaceEqualDeep, type QueryClient, type QueryKey } from "@tanstack/react-query";

/** How often the cached value was written, by whomever. Taken before a request is sent, it tells afterwards whether there was news. */
export type Seen = number;

export const seen = (client: QueryClient, queryKey: QueryKey): Seen => client.getQueryState(queryKey)?.dataUpdateCount ?? 0;

/** The whole value, as it was pushed. A read still on its way was asked for before it and would bring back what is over. */
export function adoptNews<T>(client: QueryClient, queryKey: QueryKey, news: T) {
  void client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, news);
}

/**
 * The whole value, as it was when a request was answered. It never replaces what was written after the request had been sent: which of
 * the two is the newer nobody here can tell, so it is asked for once more.
 */
export function adoptAnswer<T>(client: QueryClient, queryKey: QueryKey, answer: T, before: Seen) {
  const reading = client.isFetching({ queryKey, exact: true }) > 0;
  const known = client.getQueryData(queryKey);
  if (seen(client, queryKey) === before) {
    if (reading) void client.cancelQueries({ queryKey, exact: true });
    client.setQueryData(queryKey, answer);
    if (!reading) return;
  } else if (!reading && replaceEqualDeep(known, answer) === known) return;
  void client.invalidateQueries({ queryKey, exact: true });
}
