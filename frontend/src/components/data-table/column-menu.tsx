import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** `hidden` is the comma list kept in the address. */
export function ColumnMenu({
  columns,
  hidden,
  onChange,
}: {
  columns: { id: string; label: string }[];
  hidden: string;
  onChange: (hidden: string) => void;
}) {
  const set = new Set(hidden.split(",").filter(Boolean));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon" aria-label="Columns">
          <Columns3 />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>Columns</DropdownMenuLabel>
        {columns.map((column) => (
          <DropdownMenuCheckboxItem
            key={column.id}
            checked={!set.has(column.id)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(on) => {
              const next = new Set(set);
              if (on) next.delete(column.id);
              else next.add(column.id);
              onChange([...next].join(","));
            }}
          >
            {column.label}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

export function hiddenColumns(hidden: string): Record<string, boolean> {
  return Object.fromEntries(
    hidden
      .split(",")
      .filter(Boolean)
      .map((id) => [id, false]),
  );
}
