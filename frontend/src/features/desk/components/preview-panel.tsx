import { Phone, PhoneOff, SkipForward } from "lucide-react";
import { useMemo } from "react";
import { useSession } from "@/api/session";
import type { PreviewCard } from "@/api/types";
import { Keys } from "@/components/keys";
import { SectionCard } from "@/components/section-card";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useNow } from "@/lib/clock";
import { useCommands, type Command } from "@/lib/commands";
import { duration, plural } from "@/lib/format";
import { skipReasons } from "../dispositions";
import { mergeScript } from "../merge-script";
import { useDialPreview, useHangUp, useSkipPreview } from "../mutations";
import { CalledPerson } from "./called-person";

/** A contact before the call: look, then dial or pass over. While it rings it can be taken back. */
export function PreviewPanel({ preview }: { preview: PreviewCard }) {
  const { user } = useSession();
  const { mutate: dial, isPending: dialing } = useDialPreview();
  const { mutate: skip, isPending: skipping } = useSkipPreview();
  const hangUp = useHangUp();
  const { card } = preview;
  const { callId } = card;
  const offered = preview.status === "offered";
  const maySkip = offered && preview.skipsLeft > 0;
  const commands = useMemo<Command[]>(
    () => [
      ...(offered ? [{ id: "desk:dial", title: "Dial", group: "Desk" as const, keys: "d", icon: Phone, run: () => dial(callId) }] : []),
      ...(maySkip
        ? [
            {
              id: "desk:skip",
              title: `Skip: ${skipReasons[0]}`,
              group: "Desk" as const,
              keys: "s",
              icon: SkipForward,
              run: () => skip({ callId, reason: skipReasons[0]! }),
            },
          ]
        : []),
    ],
    [offered, maySkip, dial, skip, callId],
  );
  useCommands(commands);

  return (
    <div className="flex flex-col xl:h-full">
      <header className="flex flex-wrap items-center gap-x-5 gap-y-3 border-t-2 border-b border-t-accent bg-surface px-4 py-3">
        <CalledPerson card={card} avatar="bg-accent-soft text-accent-ink" />
        <div className="flex items-center gap-3">
          <TimeLeft preview={preview} />
          {offered ? (
            <>
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button
                    variant="outline"
                    size="lg"
                    disabled={!maySkip || skipping}
                    title={maySkip ? `${plural(preview.skipsLeft, "skip")} left this hour` : "No skip left this hour"}
                  >
                    <SkipForward />
                    Skip
                    <Keys keys="s" className="ml-1 hidden sm:inline-flex" />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent align="end">
                  {skipReasons.map((reason) => (
                    <DropdownMenuItem key={reason} onSelect={() => skip({ callId, reason })}>
                      {reason}
                    </DropdownMenuItem>
                  ))}
                </DropdownMenuContent>
              </DropdownMenu>
              <Button size="lg" disabled={dialing} onClick={() => dial(callId)}>
                <Phone />
                Dial
                <Keys keys="d" className="ml-1 hidden [&_kbd]:border-white/50 [&_kbd]:bg-transparent [&_kbd]:text-white sm:inline-flex" />
              </Button>
            </>
          ) : (
            <Button variant="danger" size="lg" disabled={hangUp.isPending} onClick={() => hangUp.mutate(callId)}>
              <PhoneOff />
              Take back
            </Button>
          )}
        </div>
      </header>
      <div className="min-h-0 flex-1 p-4 xl:overflow-y-auto">
        <SectionCard title="Script" hint={`attempt ${card.attemptNo}`}>
          <p className="text-sm leading-6 whitespace-pre-wrap">
            {card.script ? mergeScript(card, user) : <span className="text-muted-foreground">This campaign has no script.</span>}
          </p>
        </SectionCard>
      </div>
    </div>
  );
}

function TimeLeft({ preview }: { preview: PreviewCard }) {
  const now = useNow();
  if (preview.status !== "offered")
    return (
      <div className="flex flex-col items-end gap-1">
        <StatusBadge status="dialing" />
        <span className="text-xs text-muted-foreground">for you only</span>
      </div>
    );
  if (!preview.until) return <StatusBadge status="preview" />;
  return (
    <div className="text-right">
      <p className="num text-figure font-semibold" role="timer" aria-label="Time to decide">
        {duration(Math.max(0, Date.parse(preview.until) - now))}
      </p>
      <p className="text-xs text-muted-foreground">{preview.whenOver === "dial" ? "then it is dialled" : "then it is passed over"}</p>
    </div>
  );
}
