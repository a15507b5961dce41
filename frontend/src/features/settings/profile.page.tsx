import { useSession } from "@/api/session";
import { Facts } from "@/components/facts";
import { SelectInput } from "@/components/form/select-field";
import { Field } from "@/components/form/field";
import { PageFrame } from "@/components/page-frame";
import { SectionCard } from "@/components/section-card";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/switch";
import { clock, dateTime } from "@/lib/format";
import { useNow } from "@/lib/clock";
import { setPreference, usePreference, type Preferences } from "@/lib/preferences";
import { roleNames, type Role } from "@/lib/roles";

export default function ProfilePage() {
  const { user, tenant, expiresAt } = useSession();
  const now = useNow();
  const theme = usePreference("theme");
  const density = usePreference("density");
  const letters = usePreference("letterKeys");
  return (
    <PageFrame title="Profile" context="Your account, and how this browser shows the product.">
      <div className="grid max-w-4xl gap-4 lg:grid-cols-2">
        <SectionCard title="Account">
          <Facts
            items={[
              { label: "Name", value: `${user.firstName} ${user.lastName}`.trim() },
              { label: "E-mail", value: user.email },
              { label: "User name", value: user.username, mono: true },
              { label: "Workspace", value: tenant.name },
              {
                label: "Roles",
                value: (
                  <span className="flex flex-wrap gap-1">
                    {user.roles.map((role) => (
                      <Badge key={role}>{roleNames[role as Role] ?? role}</Badge>
                    ))}
                  </span>
                ),
              },
              { label: "Workspace time", value: clock(now, tenant.timeZone), mono: true },
              { label: "Session until", value: dateTime(expiresAt), mono: true },
            ]}
          />
        </SectionCard>
        <SectionCard title="This browser">
          <div className="flex flex-col gap-4">
            <Field label="Theme">
              <SelectInput
                value={theme}
                onValueChange={(value) => setPreference("theme", value as Preferences["theme"])}
                options={[
                  { value: "system", label: "As the system" },
                  { value: "light", label: "Light" },
                  { value: "dark", label: "Dark" },
                ]}
              />
            </Field>
            <Field label="Row height">
              <SelectInput
                value={density}
                onValueChange={(value) => setPreference("density", value as Preferences["density"])}
                options={[
                  { value: "dense", label: "Dense, 36 px" },
                  { value: "comfortable", label: "Comfortable, 44 px" },
                ]}
              />
            </Field>
            <div className="flex items-center justify-between gap-4">
              <label htmlFor="letters" className="text-table">
                Single-letter keys
                <span className="block text-xs text-muted-foreground">Row movement, review and desk keys without Ctrl</span>
              </label>
              <Switch id="letters" checked={letters} onCheckedChange={(on) => setPreference("letterKeys", on)} />
            </div>
          </div>
        </SectionCard>
      </div>
    </PageFrame>
  );
}
