import { Checkbox } from "@/app/_ui/checkbox";
import type { CampaignSettings } from "@/server/campaign/schemas";
import { NumberField } from "./number-field";
import type { SettingsFieldsProps } from "./settings-draft";

type Rule = NonNullable<CampaignSettings["stopRule"]>;

const never: Rule = { winner: false, equivalence: null, width: null };

/** When a pair stops by itself, in points of the win rate: half of the margin, which is stored. */
export function StopFields({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  if (settings.mode === "explore") return null;
  const rule = settings.stopRule ?? never;
  const change = (part: Partial<Rule>) => {
    const next = { ...rule, ...part };
    const isNever = !next.winner && next.equivalence === null && next.width === null;
    onChange({ stopRule: isNever ? null : next });
  };
  return (
    <fieldset className="rounded-lg border border-line px-4 pt-2 pb-4 sm:col-span-2" disabled={disabled}>
      <legend className="px-1 text-sm font-medium">Stop by itself</legend>
      <p className="mb-3 max-w-prose text-sm text-muted">
        Judging of a pair ends before the budget as soon as one of these holds. It is looked at after every
        judgment, by intervals that allow it and are wider for it. Fixed at launch.
      </p>
      <Checkbox
        label="Stop when it is clear which model is ahead"
        checked={rule.winner}
        disabled={disabled}
        onChange={({ target }) => change({ winner: target.checked })}
      />
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <NumberField
          label="Stop when they are within ± points"
          optional
          placeholder="Never"
          hint="Points of the win rate that make no difference to you: 5 means between 45 and 55 %."
          value={pointsOf(rule.equivalence)}
          min={0.1}
          max={50}
          step={0.5}
          disabled={disabled}
          error={problems["stopRule.equivalence"]}
          onChange={(points) => change({ equivalence: marginOf(points) })}
        />
        <NumberField
          label="Stop when the interval is narrower than, in points"
          optional
          placeholder="Never"
          hint="From end to end: 10 means for example from 48 to 58 %."
          value={pointsOf(rule.width)}
          min={0.1}
          max={100}
          step={0.5}
          disabled={disabled}
          error={problems["stopRule.width"]}
          onChange={(points) => change({ width: marginOf(points) })}
        />
      </div>
    </fieldset>
  );
}

function pointsOf(margin: number | null): number | null {
  return margin === null ? null : Math.round(margin * 5_000) / 100;
}

function marginOf(points: number | null): number | null {
  return points === null ? null : points / 50;
}
