import { useQueryClient } from "@tanstack/react-query";
import { useChannel } from "@/api/realtime";
import type { Import, ImportProgress } from "@/api/types";
import { isOpen, oneImport } from "./queries";

/** Pushed progress goes straight into the cached import; the end is read once more, for its list and times. */
export function useImportFeed() {
  const client = useQueryClient();
  useChannel<ImportProgress>("imports", (kind, progress) => {
    if (kind !== "progress") return;
    const { importId, status, error, ...numbers } = progress;
    client.setQueryData(
      oneImport(importId).queryKey,
      (old: Import | undefined) => old && { ...old, status, error, progress: { ...old.progress, ...numbers } },
    );
    if (isOpen(status)) return;
    for (const changed of ["imports", "lists", "contacts", "accounts", "home"]) void client.invalidateQueries({ queryKey: [changed] });
  });
}
