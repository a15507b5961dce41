import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { http, setCsrfToken } from "./http";
import { toProblem } from "./problem";
import type { Session } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await http.get<Session>("/session", undefined, signal);
      setCsrfToken(session.csrfToken);
      return session;
    } catch (error) {
      if (toProblem(error).status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Inside the shell there is always a session; asking for one outside it is a bug. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error("useSession outside the signed-in shell");
  return data;
}

export function adoptSession(client: QueryClient, session: Session) {
  setCsrfToken(session.csrfToken);
  client.setQueryData(sessionQuery.queryKey, session);
}

/** Nothing of the former person may stay in memory. */
export function forgetSession(client: QueryClient) {
  setCsrfToken("");
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
  client.setQueryData(sessionQuery.queryKey, null);
}
