"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import { formatShare } from "@/app/_ui/number-words";
import type { CampaignView } from "@/server/campaign/campaign-view";

const presets = {
  balanced: "Balanced",
  sharp: "Sharp",
  uniform: "Uniform",
  "minimum-variance": "Minimum variance",
};

/** What a launched campaign's order was made with. */
export function FixedSettings({ campaign }: { campaign: CampaignView }) {
  const { id: campaignId, settings, orderedBy, orderWords } = campaign;
  const trpc = useTRPC();
  const { data: metrics } = useSuspenseQuery(trpc.ranking.metrics.queryOptions({ campaignId }));
  const metric = metrics.find(({ id }) => id === settings.metric);
  const isMeasure = settings.mode === "measure";
  return (
    <Section title="Settings" description="Fixed at launch: the estimates depend on them.">
      <dl className="space-y-3 text-sm">
        <Fact
          label="Mode"
          value={isMeasure ? "Measure" : "Explore"}
          hint={
            isMeasure
              ? "Comparisons are drawn at random, those where the models disagree more often. The report estimates the win rate of the whole set."
              : "Strictly the largest disagreement first. Nothing can be said about comparisons that are not judged."
          }
        />
        <Fact
          label="Metric"
          value={
            metric ? (
              <>
                {metric.title} <span className="font-mono text-muted">{settings.metric}</span>
              </>
            ) : (
              <span className="first-letter:uppercase">{orderedBy}</span>
            )
          }
          hint={metric?.summary}
        />
        {orderWords.map(({ label, value }) => (
          <Fact key={label} label={label} value={value} />
        ))}
        {isMeasure && (
          <>
            <Fact label="Preset" value={presets[settings.preset]} />
            <Fact label="Control share" value={formatShare(settings.controlShare)} />
          </>
        )}
        <Fact label="Routing" value={settings.routing === "language" ? "By language" : "None"} />
        <Fact label="Seed" value={<span className="font-mono">{settings.seed}</span>} />
      </dl>
    </Section>
  );
}

function Fact({ label, value, hint }: { label: string; value: ReactNode; hint?: string | undefined }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd className="font-medium wrap-anywhere">{value}</dd>
      {hint && <dd className="text-muted">{hint}</dd>}
    </div>
  );
}
