import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { hiddenColumns } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { ListCards } from "./list-cards";
import { useList } from "./list-context";

/** What an empty list says: why it is empty and the one next step. Of a filtered one the next step is to ask for less. */
interface Emptiness {
  icon: LucideIcon;
  title: string;
  says: ReactNode;
  action?: ReactNode;
  noMatch?: { title: string; says: ReactNode };
}

/** The rows as a table or as cards, or what stands in their place while there are none. */
export function ListContent<T>({ empty, className }: { empty: Emptiness; className?: string }) {
  const { name, state, query, columns, rows, rowId, more, selects, selection, card, onOpen, onOpenPage, onEdit } = useList<T>();
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const nothing =
    state.filtered && empty.noMatch ? (
      <EmptyState
        icon={empty.icon}
        title={empty.noMatch.title}
        action={
          <Button variant="outline" onClick={state.clear}>
            Clear filters
          </Button>
        }
      >
        {empty.noMatch.says}
      </EmptyState>
    ) : (
      <EmptyState icon={empty.icon} title={empty.title} action={empty.action}>
        {empty.says}
      </EmptyState>
    );
  if (card && state.cards && (query.isPending || rows.length > 0)) return <ListCards />;
  return (
    <DataTable
      label={name}
      className={className}
      columns={columns}
      rows={rows}
      rowId={rowId}
      loading={query.isPending}
      sort={state.sort}
      onSort={(sort) => state.set({ sort })}
      onOpen={onOpen}
      onOpenPage={onOpenPage}
      onEdit={onEdit}
      openId={state.openId}
      selection={selects ? selection : undefined}
      hidden={hiddenColumns(state.hide)}
      hasMore={query.hasNextPage}
      onMore={more}
      empty={nothing}
    />
  );
}
