import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface ChartTable {
  columns: readonly string[];
  /** The first cell of each row is its heading. */
  rows: readonly (readonly ReactNode[])[];
  /** Columns that hold words, not numbers, by their name. */
  text?: readonly string[];
}

export function DataGrid({ columns, rows, text = [], className }: ChartTable & { className?: string }) {
  return (
    <table className={cn("w-full text-table", className)}>
      <thead className="sticky top-0 bg-surface text-xs text-muted-foreground">
        <tr className="border-b [&>th]:h-9 [&>th]:px-3 [&>th]:text-right [&>th]:font-medium [&>th:first-child]:pl-4 [&>th:first-child]:text-left [&>th:last-child]:pr-4">
          {columns.map((column) => (
            <th key={column} scope="col" className={cn("whitespace-nowrap", text.includes(column) && "!text-left")}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row, index) => (
          <tr key={index} className="h-9 hover:bg-hover [&>*]:px-3 [&>:first-child]:pl-4 [&>:last-child]:pr-4">
            <th scope="row" className="text-left font-medium whitespace-nowrap">
              {row[0]}
            </th>
            {row.slice(1).map((cell, at) => (
              <td key={at} className={cn("whitespace-nowrap", text.includes(columns[at + 1]!) ? "text-left" : "num text-right")}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
