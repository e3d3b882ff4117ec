"use client";

import { useParams } from "next/navigation";
import { useId, useState } from "react";
import { Checkbox } from "@/app/_ui/checkbox";
import { classNames } from "@/app/_ui/class-names";
import { Disclosure } from "@/app/_ui/disclosure";
import { Input } from "@/app/_ui/input";
import { countOf } from "@/app/_ui/number-words";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import { TextLink } from "@/app/_ui/text-link";
import type { MetricView } from "@/server/ranking/schemas";
import { groupByAim } from "./metric-groups";

interface Props {
  metrics: MetricView[];
  /** One metric, or any number. */
  kind: "radio" | "checkbox";
  /** Metric specs. */
  chosen: string[];
  disabled?: boolean | undefined;
  onChoose: (metric: string) => void;
}

/** The disagreement metrics by what they are for, searchable; those that this data cannot feed are folded away. */
export function MetricPicker({ metrics, kind, chosen, disabled, onChoose }: Props) {
  const [sought, setSought] = useState("");
  const name = useId();
  const found = metrics.filter((metric) => matches(metric, sought));
  const usable = found.filter(({ available }) => available);
  const missing = found.filter(({ available }) => !available);
  const item = (metric: MetricView) => (
    <MetricItem
      key={metric.id}
      metric={metric}
      kind={kind}
      name={name}
      isChosen={chosen.includes(metric.id)}
      onChoose={() => onChoose(metric.id)}
    />
  );
  return (
    <fieldset disabled={disabled} className="space-y-2">
      <legend className="sr-only">Metrics</legend>
      <Input
        type="search"
        aria-label="Search the metrics"
        placeholder="Search: length, embedding, judge…"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        // Enter would send the whole form.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <ScrollFrame
        className="relative max-h-96 overflow-y-auto rounded-md border border-line"
        role="group"
        aria-label="Metrics"
      >
        {groupByAim(usable).map(({ title, hint, metrics: group }) => (
          <div key={title} role="group" aria-label={title}>
            <div className="sticky top-0 z-1 border-b border-line bg-sunken px-3 py-1.5 text-sm">
              <p className="font-semibold">{title}</p>
              <p className="text-muted">{hint}</p>
            </div>
            <ul className="divide-y divide-line border-b border-line">{group.map(item)}</ul>
          </div>
        ))}
        {usable.length === 0 && (
          <p className="px-3 py-2 text-sm text-muted">
            {missing.length > 0 ? "None that this data can feed." : `No metric matches “${sought}”.`}
          </p>
        )}
        {missing.length > 0 && (
          <Disclosure
            key={String(sought !== "")}
            open={sought !== ""}
            className="px-3 py-1"
            summary={`${countOf(missing.length, "metric")} that ${missing.length === 1 ? "needs" : "need"} other data`}
          >
            {!disabled && missing.some(({ needs }) => fetchable.has(needs)) && <FetchHint />}
            <ul className="-mx-3 divide-y divide-line border-t border-line">{missing.map(item)}</ul>
          </Disclosure>
        )}
      </ScrollFrame>
    </fieldset>
  );
}

/** What an endpoint can give to completions that are there. */
const fetchable: ReadonlySet<MetricView["needs"]> = new Set(["top-k", "token-scores", "embeddings"]);

function FetchHint() {
  const { campaignId } = useParams<{ campaignId: string }>();
  return (
    <p className="pb-2 text-sm text-muted">
      Log-probabilities and embeddings can be{" "}
      <TextLink href={`/campaigns/${campaignId}/data#endpoints`}>fetched from an endpoint</TextLink>.
    </p>
  );
}

function matches({ id, title, summary }: MetricView, sought: string): boolean {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${id} ${title} ${summary}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

interface ItemProps {
  metric: MetricView;
  kind: "radio" | "checkbox";
  name: string;
  isChosen: boolean;
  onChoose: () => void;
}

function MetricItem({ metric, kind, name, isChosen, onChoose }: ItemProps) {
  const { id, title, summary, source, available, unavailableReason } = metric;
  return (
    <li>
      <Checkbox
        kind={kind}
        name={name}
        value={id}
        checked={isChosen}
        disabled={!available && !isChosen}
        onChange={onChoose}
        className={classNames("px-3 py-2", isChosen && "bg-accent-soft")}
        label={
          <>
            <span className="font-medium">{title}</span>{" "}
            <span className="font-mono text-xs text-muted">{id}</span>
          </>
        }
        hint={
          <span title={source}>
            {summary} {!available && (unavailableReason ?? "Not available for this data.")}
          </span>
        }
      />
    </li>
  );
}
