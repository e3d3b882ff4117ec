import { ChoiceField } from "./choice-field";
import type { SettingsFieldsProps } from "./settings-draft";

/**
 * Which pair is judged next. With fewer than three models there is one pair and nothing to choose; unless told, it is not yet
 * known how many there will be.
 */
export function PairAllocationField({
  settings,
  onChange,
  disabled = false,
  models,
}: SettingsFieldsProps & { models?: number | undefined }) {
  const hasOnePair = models !== undefined && models < 3;
  return (
    <div className="sm:col-span-2">
      <ChoiceField
        legend="Which pair is next"
        value={settings.pairAllocation}
        // What was set before stays changeable.
        disabled={disabled || (hasOnePair && settings.pairAllocation === "even")}
        onChange={(pairAllocation) => onChange({ pairAllocation })}
        choices={[
          {
            value: "even",
            label: "All pairs evenly",
            hint: hasOnePair
              ? "Two models are one pair: there is nothing to choose."
              : "Each pair has its part of the budget, fixed before launch.",
          },
          {
            value: "uncertain",
            label: "The uncertain pairs more often",
            hint: "For three models or more. By recorded chances, judgments go where one more narrows most: a pair won 19 times in 20 gets about 7 for every 10 of an even one. The budget is that of all pairs together, also what a stopped pair leaves. Every pair then has its confidence sequence, which is wider than the interval of a fixed number. Fixed at launch.",
          },
        ]}
      />
    </div>
  );
}
