import { Checkbox } from "@/components/ui/checkbox";
import { roleDuties, roleNames, roles } from "@/lib/roles";

export function RolePicker({ value, onChange }: { value: readonly string[]; onChange: (roles: string[]) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs font-medium">Roles</legend>
      <ul className="divide-y rounded-md border">
        {roles.map((role) => (
          <li key={role} className="flex items-start gap-2.5 px-3 py-2 hover:bg-hover">
            <Checkbox
              id={`role-${role}`}
              className="mt-0.5"
              checked={value.includes(role)}
              onCheckedChange={(on) => onChange(on === true ? [...value, role] : value.filter((other) => other !== role))}
            />
            <label htmlFor={`role-${role}`} className="min-w-0 flex-1 text-table">
              <span className="block font-medium">{roleNames[role]}</span>
              <span className="block text-xs text-muted-foreground">{roleDuties[role]}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
