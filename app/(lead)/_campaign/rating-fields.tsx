import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import type { CampaignSettings } from "@/server/campaign/schemas";
import type { SettingsFieldsProps } from "./settings-draft";

type Trajectory = CampaignSettings["trajectories"][number];

const noAnchor = "";

/** How the ratings of three models or more are shown: which model has 1000, and which are steps of one run. */
export function RatingFields({
  models,
  settings,
  onChange,
  problems,
}: SettingsFieldsProps & { models: readonly string[] }) {
  const { anchorModel, trajectories } = settings;
  if (models.length < 3) return null;
  const change = (place: number, part: Partial<Trajectory>) =>
    onChange({ trajectories: trajectories.map((run, i) => (i === place ? { ...run, ...part } : run)) });
  return (
    <fieldset className="rounded-lg border border-line px-4 pt-2 pb-4 sm:col-span-2">
      <legend className="px-1 text-sm font-medium">Ratings</legend>
      <p className="mb-3 max-w-prose text-sm text-muted">
        Only how the report shows ratings. It may change at any time; no estimate depends on it.
      </p>
      <Field
        label="Anchor"
        optional
        error={problems.anchorModel}
        hint="Its rating is 1000, and the others’ intervals are of their distance from it."
      >
        {(control) => (
          <Select
            {...control}
            className="max-w-72"
            value={anchorModel ?? noAnchor}
            onChange={({ target }) =>
              onChange({ anchorModel: target.value === noAnchor ? null : target.value })
            }
          >
            <option value={noAnchor}>None: the mean of all is 1000</option>
            {offered(models, anchorModel).map((model) => (
              <option key={model}>{model}</option>
            ))}
          </Select>
        )}
      </Field>
      {trajectories.map((run, place) => (
        <Run
          // A run has nothing else that stays the same while it is written.
          key={place}
          run={run}
          models={models}
          nameProblem={problems[`trajectories.${place}.name`]}
          problem={problems[`trajectories.${place}.steps`] ?? problems[`trajectories.${place}`]}
          onChange={(part) => change(place, part)}
          onRemove={() => onChange({ trajectories: trajectories.filter((_, i) => i !== place) })}
        />
      ))}
      {problems.trajectories && (
        <p className="mt-2 text-sm font-medium text-danger">{problems.trajectories}</p>
      )}
      <Button
        className="mt-3"
        onClick={() => onChange({ trajectories: [...trajectories, { name: "", steps: [] }] })}
      >
        Add a training run
      </Button>
    </fieldset>
  );
}

/** What is chosen stays offered, even if its data are gone. */
function offered(models: readonly string[], chosen: string | null): readonly string[] {
  return chosen === null || models.includes(chosen) ? models : [...models, chosen];
}

interface RunProps {
  run: Trajectory;
  models: readonly string[];
  nameProblem: string | undefined;
  problem: string | undefined;
  onChange: (part: Partial<Trajectory>) => void;
  onRemove: () => void;
}

/** One training run: its name, and the step of each model that is a checkpoint of it. */
function Run({ run, models, nameProblem, problem, onChange, onRemove }: RunProps) {
  const stepOf = new Map(run.steps.map(({ model, step }) => [model, step]));
  const setStep = (model: string, step: number | null) => {
    const others = run.steps.filter((one) => one.model !== model);
    onChange({ steps: step === null ? others : [...others, { model, step }] });
  };
  return (
    <div className="mt-4 border-t border-line pt-3">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Training run" error={nameProblem} className="grow">
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={run.name}
              onChange={({ target }) => onChange({ name: target.value })}
            />
          )}
        </Field>
        <Button onClick={onRemove}>Remove</Button>
      </div>
      <p className="mt-3 mb-1 text-sm text-muted">
        Which step of the run each model is; leave the others empty.
      </p>
      <div className="grid max-h-72 gap-2 overflow-y-auto sm:grid-cols-2">
        {models.map((model) => (
          <label key={model} className="flex items-center justify-between gap-3 text-sm">
            <span className="min-w-0 wrap-anywhere">{model}</span>
            <Input
              type="number"
              inputMode="numeric"
              min={0}
              className="w-32 tabular-nums"
              aria-label={`Step of ${model} in ${run.name || "the run"}`}
              value={stepOf.get(model) ?? ""}
              onChange={({ target }) =>
                setStep(model, Number.isNaN(target.valueAsNumber) ? null : target.valueAsNumber)
              }
            />
          </label>
        ))}
      </div>
      {problem && <p className="mt-1 text-sm font-medium text-danger">{problem}</p>}
    </div>
  );
}
