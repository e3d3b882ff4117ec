import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { Select } from "@/app/_ui/select";
import { NumberField } from "@/app/(lead)/_campaign/number-field";
import type { PlanView } from "@/server/plan/schemas";
import { type PlanKey, planKeys } from "./plan-address";
import { evidenceTitles, plainNumber, presetTitles, sourceWords, winRate } from "./plan-words";
import type { PlanAddress } from "./use-plan-address";

interface Props {
  plan: PlanView;
  address: PlanAddress;
}

/** What the plan rests on. An empty field takes what is known of the campaign; its placeholder shows it. */
export function PlanFields({ plan, address }: Props) {
  const isChanged = planKeys.some((key) => address.text(key) !== "");
  return (
    <Section
      title="Assumptions"
      description={plan.evidence.note}
      actions={
        isChanged && (
          <Button
            size="small"
            look="quiet"
            onClick={() => address.change(Object.fromEntries(planKeys.map((key) => [key, null])))}
          >
            Reset
          </Button>
        )
      }
    >
      <div className="space-y-4">
        <Choices plan={plan} address={address} />
        <BudgetField plan={plan} address={address} />
        <PlanNumberField
          name="win-rate"
          label="True win rate to show, in percent"
          placeholder={plainNumber(50 * (1 + plan.margin.value))}
          hint={`The model that is ahead, ties as half. ${sourceWords(plan.margin, winRate)}`}
          min={50.1}
          max={100}
          step={0.5}
          address={address}
        />
        <PlanNumberField
          name="ties"
          label="Tie rate, in percent"
          placeholder={plainNumber(100 * plan.tieRate.value)}
          hint={sourceWords(plan.tieRate, (end) => formatShare(end))}
          min={0}
          max={100}
          step={1}
          address={address}
        />
        <PlanNumberField
          name="seconds"
          label="Seconds for a judgment"
          placeholder={plainNumber(plan.seconds.value)}
          hint={sourceWords(plan.seconds, String)}
          min={1}
          max={3600}
          address={address}
        />
        <PlanNumberField
          name="people"
          label="Annotators"
          placeholder={formatCount(plan.annotators.value)}
          hint={
            plan.annotators.from === "measured"
              ? "As many as are invited."
              : sourceWords(plan.annotators, String)
          }
          min={1}
          address={address}
        />
        <Disclosure summary="More" open={address.text("hours") !== "" || address.text("auc") !== ""}>
          <div className="space-y-4">
            <PlanNumberField
              name="hours"
              label="Hours a day"
              placeholder={plainNumber(plan.hoursPerDay)}
              hint="That each annotator judges."
              min={0.1}
              max={24}
              step={0.5}
              address={address}
            />
            <PlanNumberField
              name="auc"
              label="How well the order sees ties (AUC)"
              placeholder={plainNumber(plan.auc.value, 2)}
              hint={`0.5 is not at all, 1 perfectly. ${sourceWords(plan.auc, String)}`}
              min={0}
              max={1}
              step={0.01}
              address={address}
            />
          </div>
        </Disclosure>
      </div>
    </Section>
  );
}

function Choices({ plan, address }: Props) {
  const { available, used } = plan.evidence;
  return (
    <>
      {available.length > 1 && (
        <Field label="Plan by">
          {(control) => (
            <Select {...control} value={used} onChange={({ target }) => address.change({ by: target.value })}>
              {available.map((evidence) => (
                <option key={evidence} value={evidence}>
                  {evidenceTitles[evidence]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {plan.mode === "measure" && (
        <Field label="Preset">
          {(control) => (
            <Select
              {...control}
              value={plan.preset}
              onChange={({ target }) => address.change({ preset: target.value })}
            >
              {Object.entries(presetTitles).map(([preset, title]) => (
                <option key={preset} value={preset}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}

function BudgetField({ plan, address }: Props) {
  const own = plan.campaignBudget;
  const all = plan.pool ? `all ${formatCount(plan.pool.comparisons)}` : "all";
  return (
    <PlanNumberField
      name="budget"
      label="Comparisons to judge"
      placeholder={own === null ? "All" : String(own)}
      hint={`Empty: the campaign's budget, ${own === null ? all : formatCount(own)}.`}
      min={1}
      address={address}
    />
  );
}

interface NumberProps {
  name: PlanKey;
  label: string;
  placeholder: string;
  hint: string;
  min: number;
  max?: number;
  step?: number;
  address: PlanAddress;
}

function PlanNumberField({ name, address, ...field }: NumberProps) {
  const text = address.text(name);
  const value = text === "" || Number.isNaN(Number(text)) ? null : Number(text);
  return (
    <NumberField
      {...field}
      value={value}
      error={address.problems[name]}
      onChange={(next) => address.change({ [name]: next === null ? null : String(next) })}
    />
  );
}
