import { Checkbox } from "@/app/_ui/checkbox";
import { ChoiceField } from "./choice-field";
import { NumberField } from "./number-field";
import type { SettingsFieldsProps } from "./settings-draft";

const firstRule = { after: 5, accuracy: 0.7, action: "note" as const };

/**
 * How people are checked: gold, repeats and practice. None of it is in an estimate, so all but what people are told may change
 * after launch, when the fields are `disabled`.
 */
export function CheckFields({ settings, onChange, problems, disabled }: SettingsFieldsProps) {
  const { goldShare, goldFeedback, goldRule, repeatShare, practicePass } = settings;
  return (
    <>
      <NumberField
        label="Gold, in percent"
        hint="Of what a person is given, so much is gold: each once per person, at moments that nobody can foresee. 5 to 10 is usual."
        value={percentOf(goldShare)}
        min={0}
        max={50}
        step={1}
        error={problems.goldShare}
        onChange={(percent) => onChange({ goldShare: (percent ?? 0) / 100 })}
      />
      <ChoiceField
        legend="After a gold comparison"
        value={goldFeedback}
        disabled={disabled}
        choices={[
          {
            value: "silent",
            label: "Say nothing",
            hint: "Nobody can tell gold from the rest.",
          },
          {
            value: "loud",
            label: "Say whether it was right, and why",
            hint: "People learn from it, and know from then on which one it was. The answer stands.",
          },
        ]}
        onChange={(value) => onChange({ goldFeedback: value })}
      />
      <Checkbox
        label="A rule for those who are often wrong"
        checked={goldRule !== null}
        onChange={({ target }) => onChange({ goldRule: target.checked ? firstRule : null })}
      />
      {goldRule && <RuleFields rule={goldRule} problems={problems} onChange={onChange} />}
      <NumberField
        label="Repeats, in percent"
        hint="People are shown so much of what they judged a second time, with sides swapped, twenty judgments later or more. It tells how far they agree with themselves, and costs their time."
        value={percentOf(repeatShare)}
        min={0}
        max={50}
        step={1}
        error={problems.repeatShare}
        onChange={(percent) => onChange({ repeatShare: (percent ?? 0) / 100 })}
      />
      <NumberField
        label="Right in practice, to begin"
        optional
        placeholder="Any number"
        hint="With fewer right the practice round starts over. Empty: everyone begins after the round."
        value={practicePass}
        min={1}
        max={100}
        step={1}
        error={problems.practicePass}
        onChange={(value) => onChange({ practicePass: value })}
      />
    </>
  );
}

type Rule = NonNullable<SettingsFieldsProps["settings"]["goldRule"]>;

function RuleFields({
  rule,
  problems,
  onChange,
}: Pick<SettingsFieldsProps, "problems" | "onChange"> & { rule: Rule }) {
  const change = (part: Partial<Rule>) => onChange({ goldRule: { ...rule, ...part } });
  return (
    <div className="space-y-4 border-s-2 border-line ps-4">
      <NumberField
        label="From so many gold answers on"
        hint="Few answers say little: of five, three right is chance and care in equal parts."
        value={rule.after}
        min={1}
        step={1}
        error={problems["goldRule.after"]}
        onChange={(after) => change({ after: after ?? 0 })}
      />
      <NumberField
        label="Right less often than, in percent"
        hint="Of all their gold answers together."
        value={percentOf(rule.accuracy)}
        min={1}
        max={100}
        step={1}
        error={problems["goldRule.accuracy"]}
        onChange={(percent) => change({ accuracy: (percent ?? 0) / 100 })}
      />
      <ChoiceField
        legend="Then"
        value={rule.action}
        choices={[
          { value: "note", label: "Note it", hint: "Leads see it beside the person, who is told nothing." },
          {
            value: "stop",
            label: "Stop them",
            hint: "They are given nothing more until a lead lets them go on. What they judged is kept.",
          },
        ]}
        onChange={(action) => change({ action })}
      />
    </div>
  );
}

function percentOf(share: number): number {
  return Math.round(share * 1_000) / 10;
}
