import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { createContext, useContext, type ReactNode } from "react";
import type { ListState } from "./use-list-state";

/** What a page says of its list; everything else the parts read from the context and from the address. */
export interface ListOf<T> {
  /** Of the page and of its table. */
  name: string;
  state: ListState;
  query: UseInfiniteQueryResult<{ rows: T[]; total?: { count: number; exact: boolean } }>;
  columns: ColumnDef<T, unknown>[];
  rowId: (row: T) => string;
  /** How a row looks as a card; with it the list can be shown both ways. Phrasing content: the card is one button. */
  card?: (row: T) => ReactNode;
  /** Rows can be selected, for what stands in BulkActions. */
  selects?: boolean;
  onOpen?: (row: T) => void;
  /** `Ctrl Enter`, and `e`: the record as a page, and its form. */
  onOpenPage?: (row: T) => void;
  onEdit?: (row: T) => void;
}

interface ListSelection {
  ids: ReadonlySet<string>;
  set: (ids: ReadonlySet<string>) => void;
  /** All that match, also those that are not loaded. */
  everything: boolean;
  setEverything: (on: boolean) => void;
}

export interface List<T> extends ListOf<T> {
  rows: readonly T[];
  total?: { count: number; exact: boolean };
  more: () => void;
  selection: ListSelection;
}

export const ListContext = createContext<List<never> | null>(null);

/** The list that a part stands in. */
export function useList<T>(): List<T> {
  const list = useContext(ListContext);
  if (!list) throw new Error("useList outside a ListPage");
  return list as unknown as List<T>;
}
