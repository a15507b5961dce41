import { ListPlus } from "lucide-react";
import { useState } from "react";
import { useList } from "@/components/list/list-context";
import { Button } from "@/components/ui/button";
import { filterBody, type Filter } from "../mutations";
import { AddToListDialog } from "./add-to-list-dialog";

/** The selected contacts, or all that match the filter, go to a list. */
export function AddSelectedToList({ filter }: { filter: Filter }) {
  const { selection, total } = useList();
  const [open, setOpen] = useState(false);
  const { ids, everything } = selection;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <ListPlus />
        Add to list
      </Button>
      <AddToListDialog
        open={open}
        onOpenChange={setOpen}
        members={everything ? { filter: filterBody(filter) } : { contactIds: [...ids] }}
        size={everything ? (total?.count ?? 0) : ids.size}
        onDone={() => selection.set(new Set())}
      />
    </>
  );
}
