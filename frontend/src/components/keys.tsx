import { cn } from "@/lib/cn";
import { keyLabels } from "@/lib/shortcuts";
import { Kbd } from "./ui/kbd";

/** A shortcut as key caps; a sequence reads "G then C". */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1 text-[11px] text-muted-foreground", className)}>
      {keyLabels(keys).map((stroke, index) => (
        <span key={index} className="inline-flex items-center gap-0.5">
          {index > 0 && <span className="px-0.5">then</span>}
          {stroke.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
