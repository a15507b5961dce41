import { useCallback, useMemo, useState, type ReactNode } from "react";
import { CountBadge } from "@/components/data-table/count-badge";
import { PageFrame } from "@/components/page-frame";
import { ListContext, type List, type ListOf } from "./list-context";

const nobody: ReadonlySet<string> = new Set();

/** Gives a list to the parts that stand in it: filters, content, bulk actions. */
export function ListProvider<T>({ list, children }: { list: ListOf<T>; children: ReactNode }) {
  const { query, state } = list;
  // A selection is of what was asked for; of another list nothing is selected.
  const asked = [state.q, ...state.filters.map((filter) => state.value(filter.key))].join("\0");
  const [{ of, ids, everything }, setSelected] = useState({ of: asked, ids: nobody, everything: false });
  const fits = of === asked;
  const fetchMore = query.fetchNextPage;
  const fetching = query.isFetchingNextPage;
  const more = useCallback(() => {
    if (!fetching) void fetchMore();
  }, [fetching, fetchMore]);
  const set = useCallback((next: ReadonlySet<string>) => setSelected({ of: asked, ids: next, everything: false }), [asked]);
  const setEverything = useCallback((on: boolean) => setSelected((old) => ({ ...old, of: asked, everything: on })), [asked]);
  const selection = useMemo(
    () => ({ ids: fits ? ids : nobody, set, everything: fits && everything, setEverything }),
    [fits, ids, set, everything, setEverything],
  );
  const value: List<T> = { ...list, rows: query.data?.rows ?? [], total: query.data?.total, more, selection };
  return <ListContext.Provider value={value as unknown as List<never>}>{children}</ListContext.Provider>;
}

/** A page that is one list: title with the count, then the parts that the page names as its children. */
export function ListPage<T>({
  list,
  context,
  actions,
  children,
}: {
  list: ListOf<T>;
  context?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <ListProvider list={list}>
      <PageFrame fill title={list.name} badge={<CountBadge total={list.query.data?.total} />} context={context} actions={actions}>
        {children}
      </PageFrame>
    </ListProvider>
  );
}
