import type { AgentAssignment } from "@/api/types";
import { Input } from "@/components/ui/input";

/** What the campaign knows of one agent. */
export function AssignmentFields({
  name,
  value,
  onChange,
}: {
  name: string;
  value: AgentAssignment;
  onChange: (value: AgentAssignment) => void;
}) {
  const small = "num h-7 w-16 px-2 text-xs";
  return (
    <span className="ml-auto flex items-center gap-3 py-1.5 pl-4 text-xs text-muted-foreground">
      <span className="flex items-center gap-1.5">
        Skill
        <Input
          aria-label={`Skill level of ${name}, 1 to 10`}
          type="number"
          min={1}
          max={10}
          className={small}
          value={value.skillLevel}
          onChange={(event) => onChange({ ...value, skillLevel: event.target.valueAsNumber || 1 })}
        />
      </span>
      <span className="flex items-center gap-1.5">
        Rank
        <Input
          aria-label={`Rank of ${name}, 1 is first`}
          type="number"
          min={1}
          max={99}
          className={small}
          value={value.rank}
          onChange={(event) => onChange({ ...value, rank: event.target.valueAsNumber || 1 })}
        />
      </span>
      <span className="flex items-center gap-1.5">
        Wrap-up
        <Input
          aria-label={`Wrap-up seconds of ${name}`}
          type="number"
          min={0}
          max={3600}
          placeholder="as set"
          className={`${small} w-20`}
          value={value.wrapUpSeconds ?? ""}
          onChange={(event) => onChange({ ...value, wrapUpSeconds: event.target.value === "" ? null : event.target.valueAsNumber })}
        />
      </span>
    </span>
  );
}
