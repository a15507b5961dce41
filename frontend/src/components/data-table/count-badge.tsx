import { count } from "@/lib/format";
import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";

export function CountBadge({ total }: { total?: { count: number; exact: boolean } }) {
  if (!total) return null;
  const text = total.exact ? count(total.count) : `≈ ${count(total.count)}`;
  return (
    <Tooltip side="bottom" content={total.exact ? "Exact count" : "Estimated; the exact count is not worth the wait"}>
      <Badge className="num" tabIndex={0}>
        {text}
      </Badge>
    </Tooltip>
  );
}
