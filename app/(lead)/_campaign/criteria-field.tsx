import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { CampaignSettings } from "@/server/campaign/schemas";
import type { SettingsFieldsProps } from "./settings-draft";

type Criterion = CampaignSettings["criteria"][number];

/** The most criteria that a campaign may have. */
const most = 8;

/** Questions beside the decision, one row each. */
export function CriteriaField({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  const { criteria } = settings;
  const change = (place: number, part: Partial<Criterion>) =>
    onChange({ criteria: criteria.map((one, i) => (i === place ? { ...one, ...part } : one)) });
  return (
    <fieldset disabled={disabled} className="space-y-3">
      <legend className="text-sm font-medium">Criteria</legend>
      <p className="text-sm text-muted">
        Each is answered left, right or the same, beside the decision. They are exported; estimates use the
        decision alone. Every one costs time on every comparison.
      </p>
      {criteria.map((criterion, place) => (
        <div
          key={criterion.id}
          className="grid gap-x-3 gap-y-2 border-t border-line pt-3 sm:grid-cols-[12rem_1fr_auto]"
        >
          <Field label="Name" error={problems[`criteria.${place}.name`]}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                maxLength={60}
                value={criterion.name}
                onChange={({ target }) => change(place, { name: target.value })}
              />
            )}
          </Field>
          <Field label="What it means" optional error={problems[`criteria.${place}.hint`]}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                maxLength={300}
                value={criterion.hint ?? ""}
                onChange={({ target }) => change(place, { hint: target.value === "" ? null : target.value })}
              />
            )}
          </Field>
          <div className="flex items-end gap-3 pb-1">
            <Checkbox
              label="Required"
              checked={criterion.required}
              onChange={({ target }) => change(place, { required: target.checked })}
            />
            <Button
              size="small"
              aria-label={`Remove ${criterion.name || "this criterion"}`}
              onClick={() => onChange({ criteria: criteria.filter((_, i) => i !== place) })}
            >
              Remove
            </Button>
          </div>
        </div>
      ))}
      {problems.criteria && <p className="text-sm font-medium text-danger">{problems.criteria}</p>}
      {criteria.length < most && (
        <Button
          onClick={() =>
            onChange({
              criteria: [...criteria, { id: freeId(criteria), name: "", hint: null, required: true }],
            })
          }
        >
          Add a criterion
        </Button>
      )}
    </fieldset>
  );
}

/** Names may change while they are written, and what was answered is kept by the id. */
function freeId(criteria: readonly Criterion[]): string {
  const taken = new Set(criteria.map(({ id }) => id));
  return Array.from({ length: most }, (_, i) => `criterion-${i + 1}`).find((id) => !taken.has(id)) as string;
}
