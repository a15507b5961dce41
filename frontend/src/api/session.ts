import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { http, setCsrfToken } from "./http";
import { toProblem } from "./problem";
import type { Session } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal, client }): Promise<Session | null> => {
    try {
      const session = await http.get("/session", { signal });
      setCsrfToken(session.csrfToken);
      remember(true);
      return session;
    } catch (error) {
      if (toProblem(error).status !== 401) throw error;
      // It was there and has ended on the server: the page stays as it is behind the question to sign in again.
      const former = client.getQueryData<Session | null>(["session"]);
      if (former) endSession(client);
      return former ?? null;
    }
  },
  staleTime: 5 * 60_000,
});

/** True from the moment at which the server ended the session of the page that is shown, until somebody signs in or leaves. */
export const sessionEnded = queryOptions({
  queryKey: ["session", "ended"],
  queryFn: ({ client }): boolean => client.getQueryData<boolean>(["session", "ended"]) ?? false,
  staleTime: Infinity,
  gcTime: Infinity,
  initialData: false,
});

/** Inside the shell there is always a session; asking for one outside it is a bug. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error("useSession outside the signed-in shell");
  return data;
}

export function adoptSession(client: QueryClient, session: Session) {
  const former = client.getQueryData(sessionQuery.queryKey);
  const same = former?.user.id === session.user.id && former.tenant.id === session.tenant.id;
  if (former && !same) forgetSession(client);
  setCsrfToken(session.csrfToken);
  remember(true);
  client.setQueryData(sessionQuery.queryKey, session);
  client.setQueryData(sessionEnded.queryKey, false);
  if (same) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "session" });
}

/** The server does not know the session any more. Nobody asked for it, so what is typed on the page stays until its owner is back. */
export function endSession(client: QueryClient) {
  if (client.getQueryData(sessionQuery.queryKey)) client.setQueryData(sessionEnded.queryKey, true);
}

/** Nothing of the former person may stay in memory. */
export function forgetSession(client: QueryClient) {
  setCsrfToken("");
  remember(false);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
  client.setQueryData(sessionQuery.queryKey, null);
  client.setQueryData(sessionEnded.queryKey, false);
}

const mark = "pivotal.signedIn";

function remember(signedIn: boolean) {
  try {
    if (signedIn) localStorage.setItem(mark, "1");
    else localStorage.removeItem(mark);
  } catch {
    // Storage blocked: whoever comes back is not told why he has to sign in again.
  }
}

/** Somebody was signed in here and did not sign out: whoever meets the sign-in page now is told why. */
export function wasSignedIn() {
  try {
    return localStorage.getItem(mark) !== null;
  } catch {
    return false;
  }
}
