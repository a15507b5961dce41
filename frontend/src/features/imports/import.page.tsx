import { useQuery } from "@tanstack/react-query";
import { useParams } from "wouter";
import { ErrorState } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { bytes, plural } from "@/lib/format";
import { useUrlState } from "@/lib/url-state";
import { CheckStep } from "./components/check-step";
import { ImportFrame } from "./components/import-frame";
import { MapStep } from "./components/map-step";
import { ReadingCard } from "./components/reading-card";
import { ResultStep } from "./components/result-step";
import { RunStep } from "./components/run-step";
import { encodingName } from "./encodings";
import { isOpen, oneImport } from "./queries";
import { useImportFeed } from "./use-import-feed";

const delimiters: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

export default function ImportPage() {
  const { id } = useParams<{ id: string }>();
  const { get, set } = useUrlState();
  useImportFeed();
  const query = useQuery({
    ...oneImport(id),
    // Pushes carry the progress; this only catches a lost connection.
    refetchInterval: ({ state }) => (isOpen(state.data?.status) ? 5000 : false),
  });
  const job = query.data;
  const step = !job
    ? "map"
    : job.status === "uploaded"
      ? get("step") === "check" && job.encodingCertainty !== "guess"
        ? "check"
        : "map"
      : isOpen(job.status)
        ? "run"
        : "result";

  return (
    <ImportFrame
      title={job?.fileName ?? "Import"}
      context={
        job &&
        `${bytes(job.fileBytes)} · ${encodingName(job.encoding)} · ${delimiters[job.delimiter] ?? job.delimiter} · ${plural(job.columns.length, "column")}`
      }
      step={step}
      reachable={(key) => job?.status === "uploaded" && key === "map"}
      onGo={() => set({ step: "" })}
    >
      {query.error && !job ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !job ? (
        <Skeleton className="h-96" />
      ) : step === "map" ? (
        <>
          <ReadingCard job={job} />
          <MapStep key={`${job.id} ${job.encoding} ${job.delimiter}`} job={job} onDone={() => set({ step: "check" })} />
        </>
      ) : step === "check" ? (
        <CheckStep job={job} onBack={() => set({ step: "" })} />
      ) : step === "run" ? (
        <RunStep job={job} />
      ) : (
        <ResultStep job={job} />
      )}
    </ImportFrame>
  );
}
