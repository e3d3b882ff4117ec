import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { ChoiceField } from "./choice-field";
import { NumberField } from "./number-field";
import type { SettingsFieldsProps } from "./settings-draft";

/** What may be claimed from the judgments: the first decision of a campaign. */
export function ModeField({ settings, onChange, disabled }: SettingsFieldsProps) {
  return (
    <ChoiceField
      legend="Mode"
      value={settings.mode}
      disabled={disabled}
      onChange={(mode) => onChange({ mode })}
      choices={[
        {
          value: "measure",
          label: "Measure",
          hint: "Comparisons are drawn at random, those where the models disagree more often. The report estimates the win rate of the whole set, with an interval.",
        },
        {
          value: "explore",
          label: "Explore",
          hint: "Strictly the largest disagreement first. The report describes the judged comparisons and says nothing about the rest.",
        },
      ]}
    />
  );
}

/** How strongly the draws favour disagreement, and the random part that checks whether it was worth it. */
export function DrawFields({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  return (
    <>
      <Field
        label="Preset"
        error={problems.preset}
        hint="How strongly draws favour disagreement. Sharper saves more ties, and costs precision when the metric misleads. Minimum variance needs the chance of a decision, which only the order learned from judgments gives."
      >
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={settings.preset}
            onChange={({ target }) => onChange({ preset: target.value as typeof settings.preset })}
          >
            <option value="balanced">Balanced: half by disagreement</option>
            <option value="sharp">Sharp: 70 % by disagreement</option>
            <option value="uniform">Uniform: all equally likely</option>
            <option value="minimum-variance" disabled={settings.preset !== "minimum-variance"}>
              Minimum variance: needs the learned order
            </option>
          </Select>
        )}
      </Field>
      <NumberField
        label="Control share, in percent"
        hint="Draws taken evenly at random, 0 to 50. They measure what the order is worth; 15 is a good start."
        value={Math.round(settings.controlShare * 1000) / 10}
        min={0}
        max={50}
        step={0.5}
        disabled={disabled}
        error={problems.controlShare}
        onChange={(percent) => onChange({ controlShare: (percent ?? 0) / 100 })}
      />
    </>
  );
}

export function RoutingField({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  return (
    <Field
      label="Routing"
      error={problems.routing}
      hint="By language, each model pair has its own sequence per language and annotators judge only what they read. The whole-set estimate then needs judgments in every language."
    >
      {(control) => (
        <Select
          {...control}
          disabled={disabled}
          value={settings.routing}
          onChange={({ target }) => onChange({ routing: target.value as typeof settings.routing })}
        >
          <option value="none">None: everyone judges everything</option>
          <option value="language">By language</option>
        </Select>
      )}
    </Field>
  );
}

export function SeedField({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  return (
    <Field
      label="Seed"
      optional
      error={problems.seed}
      hint="The same data, settings and seed give the same order. Left empty, one is drawn and reported."
    >
      {(control) => (
        <Input
          {...control}
          disabled={disabled}
          maxLength={100}
          className="max-w-60 font-mono"
          value={settings.seed ?? ""}
          onChange={({ target }) => onChange({ seed: target.value === "" ? undefined : target.value })}
        />
      )}
    </Field>
  );
}
