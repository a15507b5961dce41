import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";

/** Shown once, to be handed over. */
export function SetupLink({ link, onDone }: { link: string; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const full = new URL(link, window.location.origin).toString();
  return (
    <>
      <DialogBody>
        <div className="flex gap-2">
          <Input readOnly aria-label="One-time link" className="num" value={full} onFocus={(event) => event.target.select()} />
          <Button variant="outline" onClick={() => void navigator.clipboard.writeText(full).then(() => setCopied(true))}>
            {copied ? <Check /> : <Copy />}
            {copied ? "Copied" : "Copy"}
          </Button>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
