import { infiniteQueryOptions, keepPreviousData, QueryCache, QueryClient, queryOptions } from "@tanstack/react-query";
import { toast } from "sonner";
import { fill, type Input, type PagedPath, type PathOf, type ReadInput, type Rest, type Row } from "./contract";
import { http } from "./http";
import { toProblem } from "./problem";

type Parts = { path?: Record<string, string>; query?: Record<string, unknown> };

const segments = (path: string, params?: Record<string, string>) => fill(path, params).split("/").filter(Boolean);

/** A resource read by GET. The key is the path's segments, so a prefix invalidates everything below it. */
export function resource<P extends PathOf<"get">>(path: P, ...[input]: Rest<ReadInput<P>>) {
  const { path: params, query } = (input ?? {}) as Parts;
  return queryOptions({
    queryKey: [...segments(path, params), ...(query ? [query] : [])],
    queryFn: ({ signal }) => http.get(path, ...([{ ...input, signal }] as unknown as Rest<Input<P, "get">>)),
  });
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}

/** A keyset-paged list; the rows of all loaded pages come out flat. */
export function pages<P extends PagedPath>(path: P, ...[input]: Rest<ReadInput<P>>) {
  const { path: params, query = {} } = (input ?? {}) as Parts;
  return infiniteQueryOptions({
    queryKey: [...segments(path, params), "pages", query],
    queryFn: ({ pageParam, signal }) => {
      const asked = { path: params, query: { limit: 100, ...query, cursor: pageParam }, signal };
      return http.get(path, ...([asked] as unknown as Rest<Input<P, "get">>)) as Promise<Page<Row<P>>>;
    },
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
