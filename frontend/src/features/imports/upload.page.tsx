import { useQueryClient } from "@tanstack/react-query";
import { FileDown, FileUp } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { useLocation } from "wouter";
import { apiUrl, upload } from "@/api/http";
import { toProblem } from "@/api/problem";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { cn } from "@/lib/cn";
import { bytes, percent } from "@/lib/format";
import { ImportFrame } from "./components/import-frame";
import { oneImport } from "./queries";

export default function UploadPage() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const picker = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController>();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [over, setOver] = useState(false);

  async function send(chosen: File | undefined) {
    if (!chosen) return;
    setFile(chosen);
    setError(null);
    setShare(0);
    abort.current = new AbortController();
    try {
      const made = await upload("/imports", { fileName: chosen.name }, chosen, setShare, abort.current.signal);
      client.setQueryData(oneImport(made.id).queryKey, made);
      navigate(`/imports/${made.id}`);
    } catch (reason) {
      setFile(null);
      if (!(reason instanceof DOMException)) setError(toProblem(reason).message);
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  }

  return (
    <ImportFrame title="Import contacts" context="One row per person; the company comes along in the same row." step="upload">
      <div
        role="group"
        aria-label="Upload"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "flex min-h-72 flex-col items-center justify-center rounded-lg border border-dashed border-control bg-surface px-6 py-12 text-center transition-colors",
          over && "border-primary bg-primary-soft",
        )}
      >
        <span className="mb-3 inline-flex size-11 items-center justify-center rounded-lg border bg-sunken text-muted-foreground">
          <FileUp className="size-5" aria-hidden />
        </span>
        {file ? (
          <div className="w-full max-w-sm">
            <p className="truncate text-sm font-semibold">{file.name}</p>
            <p className="num mt-0.5 mb-3 text-xs text-muted-foreground">
              {bytes(file.size)} · {percent(share)}
            </p>
            <Progress value={share * 100} label="Upload" />
            <Button variant="outline" className="mt-4" onClick={() => abort.current?.abort()}>
              Cancel
            </Button>
          </div>
        ) : (
          <>
            <p className="text-sm font-semibold">Drop a CSV file here</p>
            <p className="mt-1 max-w-md text-table text-muted-foreground">
              UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar. Up to 1 GB. Nothing is imported before you say so.
            </p>
            {error && (
              <p role="alert" className="mt-3 rounded-md bg-danger-soft px-3 py-2 text-table text-danger-ink">
                {error}
              </p>
            )}
            <div className="mt-4 flex flex-wrap justify-center gap-2">
              <Button onClick={() => picker.current?.click()}>Choose a file</Button>
              <Button asChild variant="outline">
                <a href={apiUrl("/imports/template.csv")} download>
                  <FileDown />
                  Template with all 48 columns
                </a>
              </Button>
            </div>
          </>
        )}
        <input
          ref={picker}
          type="file"
          accept=".csv,.txt,.tsv,text/csv"
          className="sr-only"
          aria-label="CSV file"
          tabIndex={-1}
          onChange={(event) => void send(event.target.files?.[0])}
        />
      </div>
    </ImportFrame>
  );
}
