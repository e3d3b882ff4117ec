import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { extraProblem } from "@/server/campaign/schemas";
import { NumberField } from "./number-field";
import { PairAllocationField } from "./pair-allocation-field";
import type { SettingsFieldsProps } from "./settings-draft";
import { StopFields } from "./stop-fields";

/** The words of a campaign; they may change at any time. */
export function WordsFields({ settings, onChange, problems }: SettingsFieldsProps) {
  return (
    <>
      <Field label="Name" error={problems.name}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={200}
            value={settings.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label="Guidelines for annotators"
        optional
        error={problems.guidelines}
        hint="Markdown. What “better” means here, and when both are good or bad. Judgments mean no more than what everyone read."
      >
        {(control) => (
          <Textarea
            {...control}
            rows={7}
            value={settings.guidelines}
            onChange={({ target }) => onChange({ guidelines: target.value })}
          />
        )}
      </Field>
    </>
  );
}

/** What is asked about each comparison, and of how many. */
export function BudgetFields({
  settings,
  onChange,
  problems,
  disabled,
  models,
}: SettingsFieldsProps & { models?: number | undefined }) {
  return (
    <>
      <NumberField
        label="Budget, in comparisons"
        optional
        placeholder="All"
        hint="How many to judge over the whole campaign. Only a number fixed before launch and reached allows the ordinary interval; empty means the whole pool."
        value={settings.budget}
        min={1}
        step={1}
        disabled={disabled}
        error={problems.budget}
        onChange={(budget) => onChange({ budget })}
      />
      <Field
        label="Judgments per comparison"
        error={problems.judgmentsPerComparison}
        hint="One tells most about the models for the same effort. Two or more also tell how far annotators agree."
      >
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            className="max-w-40"
            value={settings.judgmentsPerComparison}
            onChange={({ target }) => {
              const judgmentsPerComparison = Number(target.value);
              const { extraUpTo } = settings;
              const isFit = !extraProblem({ judgmentsPerComparison, extraUpTo });
              onChange({ judgmentsPerComparison, ...(isFit ? {} : { extraUpTo: null }) });
            }}
          >
            {[1, 2, 3, 4, 5].map((n) => (
              <option key={n}>{n}</option>
            ))}
          </Select>
        )}
      </Field>
      <ExtraField {...{ settings, onChange, problems, disabled }} />
      <Field
        label="Outcomes"
        error={problems.outcomes}
        hint="Both good and both bad count as ties in the win rate, and are also reported apart."
      >
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={settings.outcomes}
            onChange={({ target }) => onChange({ outcomes: target.value as typeof settings.outcomes })}
          >
            <option value="four">Four: left, right, both good, both bad</option>
            <option value="three">Three: left, right, tie</option>
          </Select>
        )}
      </Field>
      <PairAllocationField {...{ settings, onChange, problems, disabled, models }} />
      <StopFields {...{ settings, onChange, problems, disabled }} />
    </>
  );
}

/** Whether comparisons whose judgments disagree are given to more people. */
function ExtraField({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  const { judgmentsPerComparison: each, extraUpTo } = settings;
  const choices = [3, 4, 5].filter((n) => !extraProblem({ judgmentsPerComparison: each, extraUpTo: n }));
  return (
    <Field
      label="Extra judgments where they disagree"
      error={problems.extraUpTo}
      hint={
        each === 1
          ? "With one judgment per comparison there are none: one alone is in no conflict."
          : "Once all comparisons have their judgments, one more is asked for wherever a single one could change the label. They decide labels and tell of agreement, and are in no estimate: asking again only where people differ would shift it."
      }
    >
      {(control) => (
        <Select
          {...control}
          disabled={disabled || choices.length === 0}
          className="max-w-56"
          value={extraUpTo ?? "none"}
          onChange={({ target }) =>
            onChange({ extraUpTo: target.value === "none" ? null : Number(target.value) })
          }
        >
          <option value="none">None</option>
          {choices.map((n) => (
            <option key={n} value={n}>
              Up to {n} in all
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** What rarely needs a change. */
export function RareFields({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  return (
    <>
      <Checkbox
        label="Each annotator meets a prompt once"
        hint="Having seen a prompt with other completions colours the next judgment. Turn off for few annotators and many models."
        checked={settings.promptOncePerAnnotator}
        disabled={disabled}
        onChange={({ target }) => onChange({ promptOncePerAnnotator: target.checked })}
      />
      <Checkbox
        label="Adopt imported judgments"
        hint="Judgments in the imported file fill comparisons as they are drawn. Otherwise they are kept, and are in no estimate."
        checked={settings.adoptImported}
        disabled={disabled}
        onChange={({ target }) => onChange({ adoptImported: target.checked })}
      />
      <NumberField
        label="Lease, in seconds"
        hint="A comparison goes back to the queue after so long without a sign of life from its annotator. No influence on the estimate."
        value={settings.leaseSeconds}
        min={30}
        max={3600}
        step={10}
        error={problems.leaseSeconds}
        onChange={(seconds) => onChange({ leaseSeconds: seconds ?? 0 })}
      />
      <NumberField
        label="Comparisons held ahead"
        hint="How many an annotator's page holds at once, the one in sight among them: so far one can go on without a connection. More of them means a larger open set. No influence on what is drawn."
        value={settings.prefetch}
        min={1}
        max={50}
        error={problems.prefetch}
        onChange={(held) => onChange({ prefetch: held ?? 0 })}
      />
    </>
  );
}
