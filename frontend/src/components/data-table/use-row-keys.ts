import { useMemo, useState } from "react";
import { useCommands, type Command } from "@/lib/commands";
import type { Selection } from "./types";

/** Row movement and selection by keyboard; the same commands appear in the help sheet. */
export function useRowKeys<T>({
  rows,
  rowId,
  openId,
  onOpen,
  onOpenPage,
  onEdit,
  selection,
  onMove,
}: {
  rows: readonly T[];
  rowId: (row: T) => string;
  /** The record that is open beside the list: walking begins there. */
  openId?: string;
  onOpen?: (row: T) => void;
  onOpenPage?: (row: T) => void;
  onEdit?: (row: T) => void;
  selection?: Selection;
  onMove: (index: number) => void;
}) {
  const [cursor, setCursor] = useState(-1);

  const commands = useMemo<Command[]>(() => {
    function move(step: number, extend = false) {
      const from = cursor < 0 && openId ? rows.findIndex((row) => rowId(row) === openId) : cursor;
      const next = Math.min(rows.length - 1, Math.max(0, from + step));
      const row = rows[next];
      if (!row) return;
      setCursor(next);
      onMove(next);
      if (extend && selection) {
        const ids = new Set(selection.ids);
        if (rows[cursor]) ids.add(rowId(rows[cursor]));
        ids.add(rowId(row));
        selection.set(ids);
      }
    }
    function toggle() {
      const row = rows[cursor];
      if (!row || !selection) return;
      const ids = new Set(selection.ids);
      if (!ids.delete(rowId(row))) ids.add(rowId(row));
      selection.set(ids);
    }
    const withRow = (act: (row: T) => void) => () => {
      const row = rows[cursor];
      if (row) act(row);
    };
    const entry = (id: string, title: string, keys: string, run: () => void): Command => ({
      id: `table:${id}`,
      title,
      group: "Table",
      keys,
      hidden: true,
      run,
    });
    return [
      entry("down", "Next row", "j", () => move(1)),
      entry("up", "Previous row", "k", () => move(-1)),
      { ...entry("down2", "Next row", "arrowdown", () => move(1)) },
      { ...entry("up2", "Previous row", "arrowup", () => move(-1)) },
      ...(onOpen ? [entry("open", "Open row", "enter", withRow(onOpen))] : []),
      ...(onOpenPage ? [entry("open-page", "Open row as a page", "mod+enter", withRow(onOpenPage))] : []),
      ...(onEdit ? [entry("edit", "Edit row", "e", withRow(onEdit))] : []),
      ...(selection
        ? [
            entry("select", "Select row", "x", toggle),
            entry("range", "Extend selection down", "shift+arrowdown", () => move(1, true)),
            entry("range-up", "Extend selection up", "shift+arrowup", () => move(-1, true)),
          ]
        : []),
    ];
  }, [rows, rowId, openId, onOpen, onOpenPage, onEdit, selection, onMove, cursor]);
  useCommands(commands);

  return [cursor, setCursor] as const;
}
