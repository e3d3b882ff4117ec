import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { CriteriaField } from "./criteria-field";
import { NumberField } from "./number-field";
import type { SettingsFieldsProps } from "./settings-draft";

const noReasons = { choices: [], text: false, required: false };

/** What annotators are asked beside the decision itself, and for how long they may revise it. */
export function AskFields(props: SettingsFieldsProps) {
  const { settings, onChange, problems, disabled } = props;
  return (
    <>
      <Field
        label="How clear the preference is"
        error={problems.strength}
        hint="Slight, clear or strong, after left or right. It is exported; estimates use the decision alone."
      >
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            className="max-w-60"
            value={settings.strength}
            onChange={({ target }) => onChange({ strength: target.value as typeof settings.strength })}
          >
            <option value="off">Not asked</option>
            <option value="optional">Asked, may be left out</option>
            <option value="required">Required</option>
          </Select>
        )}
      </Field>
      <CriteriaField {...props} />
      <ReasonFields {...props} />
      <Checkbox
        label="Annotators may mark what they decided by"
        hint="They select words of a completion as evidence for or against it."
        checked={settings.evidenceSpans}
        disabled={disabled}
        onChange={({ target }) => onChange({ evidenceSpans: target.checked })}
      />
      <NumberField
        label="Minutes to revise a decision"
        optional
        placeholder="No limit"
        hint="Annotators find what they judged in a list of their own. 0: only the last ones can be undone."
        value={settings.reviseMinutes}
        min={0}
        step={1}
        disabled={disabled}
        error={problems.reviseMinutes}
        onChange={(reviseMinutes) => onChange({ reviseMinutes })}
      />
    </>
  );
}

function ReasonFields({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  const reasons = settings.reasons ?? noReasons;
  const change = (part: Partial<typeof reasons>) => {
    const changed = { ...reasons, ...part };
    onChange({ reasons: changed.choices.length > 0 || changed.text ? changed : null });
  };
  return (
    <div className="space-y-2">
      <Field
        label="Reasons to choose from"
        optional
        error={problems.reasons ?? problems["reasons.choices"]}
        hint="One a line, such as “Wrong”, “Too long”, “Does not follow the instructions”."
      >
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            disabled={disabled}
            dir="auto"
            defaultValue={reasons.choices.join("\n")}
            onChange={({ target }) => change({ choices: linesOf(target.value) })}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <Checkbox
          label="Reasons in words"
          checked={reasons.text}
          disabled={disabled}
          onChange={({ target }) => change({ text: target.checked })}
        />
        <Checkbox
          label="A reason is required"
          checked={reasons.required}
          disabled={disabled || settings.reasons === null}
          onChange={({ target }) => change({ required: target.checked })}
        />
      </div>
    </div>
  );
}

/** Lines with something on them, each once. */
function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
