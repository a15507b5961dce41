import { useQuery } from "@tanstack/react-query";
import { Coffee, Pencil, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { PauseCode } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { HeaderActionBar } from "@/components/header-action-bar";
import { PageFrame } from "@/components/page-frame";
import { Scroll } from "@/components/scroll";
import { SectionCard } from "@/components/section-card";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useCommands } from "@/lib/commands";
import { plural } from "@/lib/format";
import { PauseCodeDialog } from "./components/pause-code-dialog";
import { useDeletePauseCode } from "./mutations";
import { pauseCodes } from "./queries";

/** What breaks are for. With any, an agent's break names one of them. */
export default function PauseCodesPage() {
  const query = useQuery(pauseCodes());
  const remove = useDeletePauseCode();
  const [editing, setEditing] = useState<PauseCode | "new" | null>(null);
  const [deleting, setDeleting] = useState<PauseCode | null>(null);
  const commands = useMemo(
    () => [
      { id: "pause-codes:new", title: "New pause code", group: "Create" as const, keys: "n", icon: Plus, run: () => setEditing("new") },
    ],
    [],
  );
  useCommands(commands);
  return (
    <PageFrame
      title="Pause codes"
      context="What breaks are for. With any, agents choose one for each break; over its limit they and their managers are told, and nobody is sent back."
      actions={<HeaderActionBar actions={[{ label: "New pause code", icon: Plus, tone: "primary", onSelect: () => setEditing("new") }]} />}
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton className="h-48 rounded-lg" />
      ) : (
        <SectionCard flush>
          {query.data.length === 0 ? (
            <EmptyState icon={Coffee} title="No pause codes" action={<Button onClick={() => setEditing("new")}>New pause code</Button>}>
              Until there is one, agents take breaks for any reason and without limit.
            </EmptyState>
          ) : (
            <Scroll label="Pause codes">
              <table className="w-full text-table whitespace-nowrap">
                <thead className="border-b text-left text-xs text-muted-foreground [&_th]:px-4 [&_th]:py-2 [&_th]:font-medium">
                  <tr>
                    <th scope="col">Break</th>
                    <th scope="col">Code</th>
                    <th scope="col">Pay</th>
                    <th scope="col">Longest</th>
                    <th scope="col">A day</th>
                    <th scope="col">
                      <span className="sr-only">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody className="divide-y">
                  {query.data.map((code) => (
                    <tr key={code.id} className="h-11 hover:bg-hover [&>td]:px-4">
                      <td className="font-medium">{code.label}</td>
                      <td className="font-mono text-xs">{code.code}</td>
                      <td>
                        <Badge tone={code.paid ? "green" : "slate"}>{code.paid ? "paid" : "unpaid"}</Badge>
                      </td>
                      <td className="num">{limit(code.maxMinutes)}</td>
                      <td className="num">{limit(code.maxMinutesDay)}</td>
                      <td className="text-right whitespace-nowrap">
                        <Button variant="ghost" size="icon-sm" aria-label={`Edit ${code.label}`} onClick={() => setEditing(code)}>
                          <Pencil />
                        </Button>
                        <Button variant="ghost" size="icon-sm" aria-label={`Delete ${code.label}`} onClick={() => setDeleting(code)}>
                          <Trash2 />
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </SectionCard>
      )}
      <PauseCodeDialog editing={editing} onClose={() => setEditing(null)} />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={`Delete the pause code ${deleting?.label ?? ""}?`}
        confirm="Delete pause code"
        danger
        onConfirm={() => deleting && remove.mutate(deleting)}
      >
        Breaks that were taken for it stay in the log.
      </ConfirmDialog>
    </PageFrame>
  );
}

const limit = (minutes: number | null) => (minutes === null ? "no limit" : plural(minutes, "minute"));
