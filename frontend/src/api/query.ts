import { infiniteQueryOptions, keepPreviousData, QueryCache, QueryClient, queryOptions } from "@tanstack/react-query";
import { toast } from "sonner";
import { http, type Query } from "./http";
import { toProblem } from "./problem";
import type { Page } from "./types";

/** A resource read by GET. The key is the path's segments, so a prefix invalidates everything below it. */
export function resource<T>(path: string, query?: Query) {
  return queryOptions({
    queryKey: [...path.split("/").filter(Boolean), ...(query ? [query] : [])],
    queryFn: ({ signal }) => http.get<T>(path, query, signal),
  });
}

/** A keyset-paged list; the rows of all loaded pages come out flat. */
export function pages<T>(path: string, query: Query = {}) {
  return infiniteQueryOptions({
    queryKey: [...path.split("/").filter(Boolean), "pages", query],
    queryFn: ({ pageParam, signal }) => http.get<Page<T>>(path, { limit: 100, ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    select: (data) => ({
      rows: data.pages.flatMap((page) => page.items),
      total: data.pages[0]?.total,
    }),
  });
}

export function createQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({
      // A failed refresh behind data already shown must not blank the page; say it and keep the page.
      onError: (error, query) => {
        if (query.state.data !== undefined) toastProblem(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => {
          const { status } = toProblem(error);
          return (status === 0 || status === 503) && failures < 2;
        },
        refetchOnWindowFocus: true,
        // Asked also while the browser believes to be offline: waiting in silence would show a skeleton for ever, a failed request says what is wrong.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export function toastProblem(error: unknown) {
  const problem = toProblem(error);
  if (problem.code === "auth.required") return;
  toast.error(problem.title, {
    description: [problem.detail, problem.traceId && `Trace ${problem.traceId}`].filter(Boolean).join(" · ") || undefined,
  });
}
