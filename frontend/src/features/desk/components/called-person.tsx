import { MapPin } from "lucide-react";
import type { CallCard } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { clock, phone } from "@/lib/format";
import { knownZone } from "@/lib/zoned-time";

/** Who is (to be) on the line: name, title, company, number, place and the clock there. */
export function CalledPerson({ card, avatar }: { card: CallCard; avatar: string }) {
  const now = useNow();
  const { contact, account } = card;
  return (
    <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
      <Avatar name={contact.fullName} className={cn("size-11 text-base", avatar)} />
      <div className="min-w-0">
        <h2 className="truncate text-[17px] leading-6 font-semibold">{contact.fullName}</h2>
        <p className="truncate text-table text-muted-foreground">{[contact.jobTitle, account?.name].filter(Boolean).join(" · ")}</p>
        <p className="flex flex-wrap items-center gap-x-3 text-table">
          <span className="num">{phone(card.phone)}</span>
          <span className="flex items-center gap-1 text-xs text-muted-foreground">
            <MapPin className="size-3" aria-hidden />
            {[contact.city, contact.state].filter(Boolean).join(", ") || contact.country}
            <span className="num">{clock(now, knownZone(card.timeZone))}</span>
            <span>local time</span>
          </span>
        </p>
      </div>
    </div>
  );
}
