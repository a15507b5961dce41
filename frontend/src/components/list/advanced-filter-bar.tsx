import { LayoutGrid, ListFilter as FilterIcon, Rows3, X } from "lucide-react";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { Button } from "@/components/ui/button";
import { FilterMenu } from "./filter-menu";
import { useList } from "./list-context";
import { SearchInput } from "./search-input";
import type { ListFilter } from "./use-list-state";

/** The search, the conditions as chips that can be changed, table or cards, and the columns. All of it stands in the address. */
export function AdvancedFilterBar({ placeholder }: { placeholder?: string }) {
  const { state, columns, card } = useList();
  const set = state.filters.filter((filter) => state.value(filter.key) !== "");
  const free = state.filters.filter((filter) => !filter.linked && state.value(filter.key) === "");
  const named = columns.filter((column) => typeof column.header === "string");
  return (
    <div className="flex flex-col gap-2 pb-3">
      <div className="flex flex-wrap items-center gap-2">
        {placeholder && <SearchInput q={state.q} onQ={(q) => state.set({ q })} placeholder={placeholder} />}
        {free.length > 0 && (
          <FilterMenu fields={free} onSet={(key, value) => state.set({ [key]: value })}>
            <Button variant="outline">
              <FilterIcon />
              Add filter
            </Button>
          </FilterMenu>
        )}
        <div className="ml-auto flex items-center gap-2">
          {card && <ViewToggle />}
          {!(card && state.cards) && named.length > 2 && (
            <ColumnMenu
              columns={named.slice(1).map((column) => ({ id: column.id!, label: String(column.header) }))}
              hidden={state.hide}
              onChange={(hide) => state.set({ hide })}
            />
          )}
        </div>
      </div>
      {set.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          <ul aria-label="Active filters" className="contents">
            {set.map((filter, index) => (
              <li key={filter.key} className="inline-flex items-center gap-1.5">
                {index > 0 && <span className="text-xs text-muted-foreground">and</span>}
                <Chip filter={filter} />
              </li>
            ))}
          </ul>
          {set.length > 1 && (
            <Button variant="ghost" size="sm" className="h-6" onClick={state.clear}>
              Clear all
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Chip({ filter }: { filter: ListFilter }) {
  const { state } = useList();
  const value = state.value(filter.key);
  const shown = filter.options?.find((option) => option.value === value)?.label ?? filter.say?.(value) ?? value;
  const words = (
    <>
      <span className="text-muted-foreground">{filter.label} is</span> <span className="max-w-48 truncate font-medium">{shown}</span>
    </>
  );
  const look = "inline-flex h-full items-center gap-1 rounded-l-sm pl-2 pr-1";
  return (
    <span className="inline-flex h-6 items-center rounded-sm border bg-surface text-xs">
      {filter.linked ? (
        <span className={look}>{words}</span>
      ) : (
        <FilterMenu fields={[filter]} onSet={(key, next) => state.set({ [key]: next })}>
          <button type="button" className={`${look} hover:bg-hover`}>
            {words}
          </button>
        </FilterMenu>
      )}
      <Button
        variant="ghost"
        size="icon-sm"
        className="size-6"
        aria-label={`Remove filter ${filter.label}`}
        onClick={() => state.set({ [filter.key]: "" })}
      >
        <X className="size-3" />
      </Button>
    </span>
  );
}

const views = [
  { view: "", label: "Table", icon: Rows3 },
  { view: "cards", label: "Cards", icon: LayoutGrid },
];

function ViewToggle() {
  const { state } = useList();
  return (
    <div role="group" aria-label="View" className="inline-flex rounded-md border bg-surface p-0.5">
      {views.map(({ view, label, icon: Icon }) => (
        <button
          key={label}
          type="button"
          aria-pressed={state.cards === (view !== "")}
          aria-label={label}
          title={label}
          onClick={() => state.set({ view })}
          className="inline-flex size-6.5 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground aria-pressed:bg-muted aria-pressed:text-foreground"
        >
          <Icon className="size-4" aria-hidden />
        </button>
      ))}
    </div>
  );
}
