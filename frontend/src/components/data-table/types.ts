import type { RowData } from "@tanstack/react-table";

declare module "@tanstack/react-table" {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the interface being extended has both parameters
  interface ColumnMeta<TData extends RowData, TValue> {
    /** The sort word of the API; without it the column cannot be sorted. */
    sort?: string;
    align?: "right";
    /** Gets wider but not narrower: a moment is read whole or not at all. */
    firm?: boolean;
    /** Keeps its size however much room there is: actions. */
    fixed?: boolean;
    /** Dropped on narrow screens. */
    wide?: boolean;
  }
}

export interface Selection {
  ids: ReadonlySet<string>;
  set: (ids: ReadonlySet<string>) => void;
}
