"use client";

import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import { Select } from "@/app/_ui/select";
import { ChoiceField } from "@/app/(lead)/_campaign/choice-field";
import type { SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import type { CampaignSettings } from "@/server/campaign/schemas";
import type { OrderChoices } from "@/server/ranking/schemas";

type Pair = OrderChoices["pairs"][number];
type PairChoice = CampaignSettings["pairChoice"];

interface Props extends SettingsFieldsProps {
  pairs: Pair[];
}

/** Which models meet: all, one against the rest, or the pairs that are ticked. */
export function PairChoiceField({ pairs, settings, onChange, problems, disabled }: Props) {
  const { pairChoice } = settings;
  const models = [...new Set(pairs.flatMap(({ modelA, modelB }) => [modelA, modelB]))].sort();
  const choose = (kind: PairChoice["kind"]) => onChange({ pairChoice: firstOf(kind, models, pairs) });
  const chosen = chosenPairs(pairChoice, pairs);
  const comparisons = chosen.reduce((sum, pair) => sum + pair.comparisons, 0);
  const problem = Object.entries(problems).find(([key]) => key.startsWith("pairChoice"))?.[1];
  return (
    <>
      <ChoiceField
        legend="Model pairs"
        hasOwnTitle
        value={pairChoice.kind}
        disabled={disabled}
        onChange={choose}
        choices={[
          {
            value: "all",
            label: "All",
            hint: `${countOf(pairs.length, "pair")} of ${models.length} models.`,
          },
          { value: "baseline", label: "One baseline against the rest", hint: "Who beats what you have now?" },
          { value: "chosen", label: "Chosen pairs", hint: "Spend judgments where the question is open." },
        ]}
      />
      {pairChoice.kind === "baseline" && (
        <Field label="Baseline">
          {(control) => (
            <Select
              {...control}
              disabled={disabled}
              value={pairChoice.model}
              onChange={({ target }) => onChange({ pairChoice: { kind: "baseline", model: target.value } })}
            >
              {models.map((model) => (
                <option key={model}>{model}</option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {pairChoice.kind === "chosen" && (
        <ChosenPairs
          models={models}
          pairs={pairs}
          chosen={chosen}
          disabled={disabled}
          onChoose={(next) => onChange({ pairChoice: { kind: "chosen", pairs: next.map(namesOf) } })}
        />
      )}
      {problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <p className="text-sm" role="status">
        {countOf(chosen.length, "pair")}, <strong>{countOf(comparisons, "comparison")}</strong>
      </p>
    </>
  );
}

interface ChosenProps {
  models: string[];
  pairs: Pair[];
  chosen: Pair[];
  disabled: boolean | undefined;
  onChoose: (pairs: Pair[]) => void;
}

/** A list by model, each pair once, so that it stays readable for twenty models. */
function ChosenPairs({ models, pairs, chosen, disabled, onChoose }: ChosenProps) {
  const isChosen = new Set(chosen);
  const set = (some: Pair[], isOn: boolean) =>
    onChoose(pairs.filter((pair) => (some.includes(pair) ? isOn : isChosen.has(pair))));
  return (
    <div>
      <div className="mb-1.5 flex gap-2">
        <Button size="small" disabled={disabled} onClick={() => onChoose(pairs)}>
          Tick all
        </Button>
        <Button size="small" disabled={disabled} onClick={() => onChoose([])}>
          Tick none
        </Button>
      </div>
      <ScrollFrame
        className="relative max-h-80 overflow-y-auto rounded-md border border-line"
        role="group"
        aria-label="Pairs to compare"
      >
        {models.map((model) => {
          const group = pairs.filter(({ modelA }) => modelA === model);
          if (group.length === 0) return null;
          const on = group.filter((pair) => isChosen.has(pair)).length;
          return (
            <fieldset
              key={model}
              disabled={disabled}
              className="border-b border-line px-3 py-2 last:border-b-0"
            >
              <legend className="sr-only">{model} against</legend>
              <div className="mb-1 flex items-baseline justify-between gap-2 text-sm">
                <span className="min-w-0 truncate font-medium" aria-hidden="true">
                  {model} <span className="font-normal text-muted">against</span>
                </span>
                <Button
                  look="quiet"
                  size="small"
                  aria-label={`${on < group.length ? "Tick" : "Untick"} all pairs of ${model}`}
                  onClick={() => set(group, on < group.length)}
                >
                  {on < group.length ? "all" : "none"}
                </Button>
              </div>
              {group.map((pair) => (
                <Checkbox
                  key={pair.modelB}
                  className="py-0.5"
                  checked={isChosen.has(pair)}
                  onChange={({ target }) => set([pair], target.checked)}
                  label={
                    <>
                      <span className="sr-only">{model} and </span>
                      <span className="wrap-anywhere">{pair.modelB}</span>{" "}
                      <span className="text-muted tabular-nums">{formatCount(pair.comparisons)}</span>
                    </>
                  }
                />
              ))}
            </fieldset>
          );
        })}
      </ScrollFrame>
    </div>
  );
}

/** The pairs that a choice takes of those that there are. */
export function chosenPairs(choice: PairChoice, pairs: Pair[]): Pair[] {
  if (choice.kind === "all") return pairs;
  if (choice.kind === "baseline")
    return pairs.filter(({ modelA, modelB }) => modelA === choice.model || modelB === choice.model);
  const wanted = new Set(choice.pairs.map((names) => [...names].sort().join("\n")));
  return pairs.filter((pair) => wanted.has(namesOf(pair).sort().join("\n")));
}

function namesOf({ modelA, modelB }: Pair): [string, string] {
  return [modelA, modelB];
}

function firstOf(kind: PairChoice["kind"], models: string[], pairs: Pair[]): PairChoice {
  if (kind === "baseline") return { kind, model: models[0] ?? "" };
  if (kind === "chosen") return { kind, pairs: pairs.map(namesOf) };
  return { kind };
}
