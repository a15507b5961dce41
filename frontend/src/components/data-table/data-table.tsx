import { flexRender, getCoreRowModel, useReactTable, type ColumnDef } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, type MouseEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { usePreference } from "@/lib/preferences";
import { Checkbox } from "@/components/ui/checkbox";
import { columnTracks } from "./column-tracks";
import { HeaderCell } from "./header-cell";
import { TableSkeleton } from "./table-skeleton";
import type { Selection } from "./types";
import { useRowKeys } from "./use-row-keys";

export interface DataTableProps<T> {
  label: string;
  columns: ColumnDef<T, unknown>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  loading?: boolean;
  empty: ReactNode;
  sort?: string;
  onSort?: (sort: string) => void;
  onOpen?: (row: T) => void;
  /** `Ctrl Enter`, and `e`: the record as a page, and its form. */
  onOpenPage?: (row: T) => void;
  onEdit?: (row: T) => void;
  openId?: string;
  selection?: Selection;
  hidden?: Record<string, boolean>;
  hasMore?: boolean;
  onMore?: () => void;
  className?: string;
}

/** The one table: virtual rows, sort by the address, selection, keyboard, resize. Only rows near the view are in the page. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rows, rowId, selection, hasMore, onMore, onOpen } = props;
  const rowHeight = usePreference("density") === "dense" ? 36 : 44;
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef(-1);

  const table = useReactTable<T>({
    data: rows as T[],
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    columnResizeMode: "onChange",
    state: { columnVisibility: props.hidden ?? {} },
    defaultColumn: { minSize: 64, size: 160 },
  });
  const modelRows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: modelRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, rowHeight]);

  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && lastShown >= modelRows.length - 20) onMore?.();
  }, [hasMore, lastShown, modelRows.length, onMore]);

  const { openId } = props;
  const reveal = useCallback(
    (index: number) => {
      virtual.scrollToIndex(index);
      // While a record is open beside the list, walking the list shows each in its turn.
      if (openId && rows[index]) onOpen?.(rows[index]);
    },
    [virtual, openId, rows, onOpen],
  );
  const [cursor, setCursor] = useRowKeys({
    rows,
    rowId,
    openId,
    onOpen,
    onOpenPage: props.onOpenPage,
    onEdit: props.onEdit,
    selection,
    onMove: reveal,
  });

  function pick(index: number, range: boolean) {
    if (!selection) return;
    const ids = new Set(selection.ids);
    const row = rows[index];
    if (!row) return;
    if (range && anchor.current >= 0) {
      const [from, to] = [anchor.current, index].sort((a, b) => a - b) as [number, number];
      for (const between of rows.slice(from, to + 1)) ids.add(rowId(between));
    } else if (!ids.delete(rowId(row))) ids.add(rowId(row));
    anchor.current = index;
    setCursor(index);
    selection.set(ids);
  }

  function onRowClick(event: MouseEvent, index: number, row: T) {
    const target = event.target as HTMLElement;
    // What a cell opens elsewhere (a menu, a dialog) is the row's child to React, but no part of the row: choosing there must not open the row.
    if (!event.currentTarget.contains(target) || target.closest("a,button,input,[role=checkbox]")) return;
    if (event.shiftKey && selection) {
      pick(index, true);
      return;
    }
    setCursor(index);
    onOpen?.(row);
  }

  if (props.loading)
    return <TableSkeleton columns={table.getVisibleLeafColumns().length} rowHeight={rowHeight} className={props.className} />;
  if (rows.length === 0) {
    return <div className={cn("flex-1 overflow-auto rounded-lg border bg-surface", props.className)}>{props.empty}</div>;
  }

  const all = selection ? rows.length > 0 && rows.every((row) => selection.ids.has(rowId(row))) : false;
  const { template, least } = columnTracks(table.getVisibleLeafColumns(), table.getState().columnSizing, selection !== undefined);

  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="table"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      className={cn(
        "min-h-0 flex-1 overflow-auto rounded-lg border bg-surface text-table shadow-card focus-visible:outline-offset-[-2px]",
        props.className,
      )}
    >
      <div role="rowgroup" className="sticky top-0 z-10 w-full border-b bg-surface" style={{ minWidth: least }}>
        <div role="row" aria-rowindex={1} className="grid h-9 items-center" style={{ gridTemplateColumns: template }}>
          {selection && (
            <div role="columnheader" aria-label="Selection" className="flex justify-center">
              <Checkbox
                aria-label="Select all loaded rows"
                checked={all ? true : selection.ids.size > 0 ? "indeterminate" : false}
                onCheckedChange={(on) => selection.set(on === true ? new Set(rows.map(rowId)) : new Set())}
              />
            </div>
          )}
          {table.getFlatHeaders().map((header) => (
            <HeaderCell key={header.id} header={header} sort={props.sort} onSort={props.onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative w-full" style={{ minWidth: least, height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = modelRows[item.index]!;
          const selected = selection?.ids.has(row.id) ?? false;
          return (
            // Keyboard: the registry's row commands (j, k, Enter, x); the row itself is not a tab stop.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={row.id}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={selection ? selected : undefined}
              onClick={(event) => onRowClick(event, item.index, row.original)}
              className={cn(
                "absolute inset-x-0 top-0 grid items-center border-b border-border/70 hover:bg-hover",
                onOpen && "cursor-default",
                (selected || openId === row.id) && "bg-selected hover:bg-selected",
                cursor === item.index && "shadow-[inset_2px_0_0_var(--primary)]",
              )}
              style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${item.start}px)` }}
            >
              {selection && (
                <div role="cell" className="flex justify-center">
                  <Checkbox aria-label="Select row" checked={selected} onClick={(event) => pick(item.index, event.shiftKey)} />
                </div>
              )}
              {row.getVisibleCells().map((cell) => (
                <div
                  role="cell"
                  key={cell.id}
                  className={cn("min-w-0 truncate px-3", cell.column.columnDef.meta?.align === "right" && "num text-right")}
                >
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
