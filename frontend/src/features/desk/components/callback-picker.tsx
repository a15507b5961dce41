import { Field } from "@/components/form/field";
import { SelectInput } from "@/components/form/select-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { serverNow } from "@/lib/clock";
import { clock, dateTime } from "@/lib/format";
import { fromZone, toZone } from "@/lib/zoned-time";

const hour = 3_600_000;
const makers = [
  { value: "team", label: "Whoever is free" },
  { value: "own", label: "I do" },
];

/** Asked and entered in the contact's own zone; shows what that is for the agent. */
export function CallbackPicker({
  zone,
  value,
  onChange,
  by,
  onBy,
}: {
  zone: string;
  value: string;
  onChange: (value: string) => void;
  /** own: this agent, team: whoever is free */
  by: string;
  onBy: (by: string) => void;
}) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const presets = [
    { label: "In an hour", value: toZone(serverNow() + hour, zone) },
    { label: "Tomorrow 9:00", value: `${toZone(serverNow() + 24 * hour, zone).slice(0, 10)}T09:00` },
    { label: "In a week", value: toZone(serverNow() + 168 * hour, zone) },
  ];
  return (
    <div>
      <Field
        label={`Call back at, time in ${zone.replace(/_/g, " ")}`}
        hint={
          value
            ? own === zone
              ? dateTime(fromZone(value, zone).toISOString())
              : `${dateTime(fromZone(value, zone).toISOString())} for you`
            : `It is ${clock(serverNow(), zone)} there`
        }
      >
        <Input
          autoFocus
          type="datetime-local"
          className="num"
          min={toZone(serverNow(), zone)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div className="mt-1.5 flex flex-wrap gap-1">
        {presets.map((preset) => (
          <Button key={preset.label} variant="secondary" size="sm" onClick={() => onChange(preset.value)}>
            {preset.label}
          </Button>
        ))}
      </div>
      <Field label="Who calls back" className="mt-2">
        <SelectInput value={by} onValueChange={onBy} options={makers} />
      </Field>
    </div>
  );
}
