"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Checkbox } from "@/app/_ui/checkbox";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import type { SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import type { MetricView } from "@/server/ranking/schemas";
import { CombinedMembers } from "./combined-members";
import { MetricPicker } from "./metric-picker";

const combinations = ["mean-of-ranks", "weighted-z"];
const most = 12;

/** What comparisons are ordered by: one metric, or several combined. */
export function MetricField({ campaignId, ...fields }: SettingsFieldsProps & { campaignId: string }) {
  const { settings, onChange, disabled } = fields;
  const trpc = useTRPC();
  const { data: metrics } = useSuspenseQuery(trpc.ranking.metrics.queryOptions({ campaignId }));
  const name = useId();
  const isCombined = combinations.includes(settings.metric);
  const [single, setSingle] = useState(isCombined ? undefined : settings.metric);
  const members = settings.members ?? [];
  const combine = (isOn: boolean) => {
    if (isOn) {
      setSingle(settings.metric);
      onChange({ metric: "mean-of-ranks", members: [{ metric: settings.metric, weight: 1 }] });
    } else onChange({ metric: single ?? members[0]?.metric ?? "chrf", members: null });
  };
  return (
    <div className="space-y-2.5" id="metric">
      <fieldset disabled={disabled}>
        <legend className="mb-1.5 text-sm font-medium">Metric</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          <Checkbox
            kind="radio"
            name={name}
            label="One metric"
            checked={!isCombined}
            onChange={() => combine(false)}
          />
          <Checkbox
            kind="radio"
            name={name}
            label="Combine metrics"
            checked={isCombined}
            onChange={() => combine(true)}
          />
        </div>
      </fieldset>
      {isCombined ? (
        <Combined {...fields} metrics={metrics} />
      ) : (
        <>
          <ChosenMetric metric={metrics.find(({ id }) => id === settings.metric)} spec={settings.metric} />
          <Disclosure summary="Choose another metric">
            <MetricPicker
              metrics={metrics}
              kind="radio"
              chosen={[settings.metric]}
              disabled={disabled}
              onChoose={(metric) => onChange({ metric })}
            />
          </Disclosure>
        </>
      )}
    </div>
  );
}

function ChosenMetric({ metric, spec }: { metric: MetricView | undefined; spec: string }) {
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <p>
        <span className="font-medium">{metric?.title ?? spec}</span>{" "}
        <span className="font-mono text-xs text-muted">{spec}</span>
      </p>
      <p className="text-muted">
        {metric?.summary ?? "This data has no such metric; choose another."}{" "}
        {metric && !metric.available && (
          <strong className="font-medium text-danger">{metric.unavailableReason}</strong>
        )}
      </p>
    </div>
  );
}

function Combined({
  settings,
  onChange,
  problems,
  disabled,
  metrics,
}: SettingsFieldsProps & { metrics: MetricView[] }) {
  const members = settings.members ?? [];
  // As it was at first: the list does not fold away with the second choice.
  const [isShort] = useState(members.length < 2);
  const toggle = (metric: string) => {
    const isIn = members.some((member) => member.metric === metric);
    if (isIn) onChange({ members: members.filter((member) => member.metric !== metric) });
    else if (members.length < most) onChange({ members: [...members, { metric, weight: 1 }] });
  };
  const problem = Object.entries(problems).find(([key]) => key.startsWith("members"))?.[1];
  return (
    <>
      <Field
        label="Combined by"
        hint={
          settings.metric === "weighted-z"
            ? "Each metric's distance from its mean, in standard deviations, times its weight. A negative weight turns a metric round."
            : "Each metric's ranks, averaged: no unit matters, nor how far the extremes lie."
        }
      >
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={settings.metric}
            onChange={({ target }) => onChange({ metric: target.value })}
          >
            <option value="mean-of-ranks">Mean of ranks</option>
            <option value="weighted-z">Weighted z-scores</option>
          </Select>
        )}
      </Field>
      <CombinedMembers
        members={members}
        metrics={metrics}
        isWeighted={settings.metric === "weighted-z"}
        disabled={disabled}
        onChange={(next) => onChange({ members: next })}
      />
      {problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <Disclosure summary={members.length < 2 ? "Add metrics" : "Add or remove metrics"} open={isShort}>
        <MetricPicker
          metrics={metrics}
          kind="checkbox"
          chosen={members.map(({ metric }) => metric)}
          disabled={disabled}
          onChoose={toggle}
        />
      </Disclosure>
    </>
  );
}
