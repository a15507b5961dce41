import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useChannel } from "@/api/realtime";
import type { SupervisionView } from "@/api/types";

type Supervisions = Record<string, SupervisionView>;

const key = ["supervisions"];

/** Who listens to which call, as far as it was pushed since the page was opened. */
export function useSupervisions(): Supervisions {
  const client = useQueryClient();
  useChannel<SupervisionView>("dialer", (kind, view) => {
    if (kind !== "supervision") return;
    client.setQueryData(key, (old: Supervisions | undefined): Supervisions => {
      const { [view.callId]: _, ...others } = old ?? {};
      return view.status === "over" ? others : { ...others, [view.callId]: view };
    });
  });
  return useQuery<Supervisions>({ queryKey: key, queryFn: () => ({}), staleTime: Infinity }).data ?? {};
}
