"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Checkbox } from "@/app/_ui/checkbox";
import { classNames } from "@/app/_ui/class-names";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import type { SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import type { MetricView } from "@/server/ranking/schemas";

const needs: Record<MetricView["needs"], string> = {
  text: "Needs the texts only.",
  "top-k": "Needs token log-probabilities, which this data has.",
  "token-scores": "Needs token log-probabilities, which this data has.",
  embeddings: "Needs embeddings, which this data has.",
  samples: "Needs several completions per model and prompt, which this data has.",
  scores: "Needs a numeric score per completion, which this data has.",
  "judge-votes": "Needs votes of judges, which this data has.",
  nothing: "Needs nothing.",
};

/** The disagreement metrics, each with what it looks at and whether this data has that. */
export function MetricPicker({
  campaignId,
  settings,
  onChange,
  disabled,
}: SettingsFieldsProps & { campaignId: string }) {
  const trpc = useTRPC();
  const { data: metrics } = useSuspenseQuery(trpc.ranking.metrics.queryOptions({ campaignId }));
  const name = useId();
  return (
    <fieldset disabled={disabled}>
      <legend className="text-sm font-medium">Metric</legend>
      <p className="mt-0.5 mb-1.5 text-sm text-muted">
        How far the two completions differ. A metric is worth believing when it beats the controls.
      </p>
      <ScrollFrame
        className="max-h-96 overflow-y-auto rounded-md border border-line"
        role="group"
        aria-label="Metrics"
      >
        <ul className="divide-y divide-line">
          {metrics.map((metric) => (
            <MetricItem
              key={metric.id}
              metric={metric}
              name={name}
              isChosen={settings.metric === metric.id}
              onChoose={() => onChange({ metric: metric.id })}
            />
          ))}
        </ul>
      </ScrollFrame>
    </fieldset>
  );
}

interface ItemProps {
  metric: MetricView;
  name: string;
  isChosen: boolean;
  onChoose: () => void;
}

function MetricItem({ metric, name, isChosen, onChoose }: ItemProps) {
  const { id, title, summary, source, control, available, unavailableReason } = metric;
  return (
    <li>
      <Checkbox
        kind="radio"
        name={name}
        value={id}
        checked={isChosen}
        disabled={!available}
        onChange={onChoose}
        className={classNames("px-3 py-2", isChosen && "bg-accent-soft")}
        label={
          <>
            <span className="font-medium">{title}</span>{" "}
            <span className="font-mono text-xs text-muted">{id}</span> {control && <Badge>control</Badge>}
          </>
        }
        hint={
          <span title={source}>
            {summary}{" "}
            {available ? needs[metric.needs] : (unavailableReason ?? "Not available for this data.")}
          </span>
        }
      />
    </li>
  );
}
