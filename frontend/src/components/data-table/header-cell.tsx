import { flexRender, type Header } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { MouseEvent, TouchEvent } from "react";
import { flushSync } from "react-dom";
import { cn } from "@/lib/cn";
import "./types";

export function HeaderCell<T>({ header, sort, onSort }: { header: Header<T, unknown>; sort?: string; onSort?: (sort: string) => void }) {
  const { meta } = header.column.columnDef;
  const key = meta?.sort;
  const direction = key && sort === key ? "ascending" : key && sort === `-${key}` ? "descending" : undefined;
  const title = flexRender(header.column.columnDef.header, header.getContext());
  const right = meta?.align === "right";

  /** Columns share the room, so what is drawn on begins at what is seen and not at the column's own size. */
  function startResize(event: MouseEvent<HTMLElement> | TouchEvent<HTMLElement>) {
    const seen = event.currentTarget.parentElement!.offsetWidth;
    flushSync(() => header.getContext().table.setColumnSizing((old) => ({ ...old, [header.column.id]: seen })));
    header.getResizeHandler()(event);
  }
  return (
    <div
      role="columnheader"
      aria-sort={direction ?? (key ? "none" : undefined)}
      className={cn("group relative flex h-full min-w-0 items-center px-1.5", right && "justify-end")}
    >
      {key && onSort ? (
        <button
          type="button"
          onClick={() => onSort(direction === "ascending" ? `-${key}` : direction === "descending" ? "" : key)}
          className="flex h-7 min-w-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium text-muted-foreground hover:bg-hover hover:text-foreground"
        >
          <span className="truncate">{title}</span>
          {direction === "ascending" && <ArrowUp className="size-3" aria-hidden />}
          {direction === "descending" && <ArrowDown className="size-3" aria-hidden />}
        </button>
      ) : (
        <span className="truncate px-1.5 text-xs font-medium text-muted-foreground">{title}</span>
      )}
      {header.column.getCanResize() && (
        <div
          aria-hidden
          onMouseDown={startResize}
          onTouchStart={startResize}
          onDoubleClick={() => header.column.resetSize()}
          className={cn(
            "absolute top-2 right-0 h-5 w-1 cursor-col-resize touch-none rounded-full bg-border-strong opacity-0 group-hover:opacity-100",
            header.column.getIsResizing() && "bg-primary opacity-100",
          )}
        />
      )}
    </div>
  );
}
