"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import { formatShare } from "@/app/_ui/number-words";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { fromDrawWords } from "./order-changes";
import { presetTitles } from "./preset-titles";

/** What a launched campaign is ordered by now, and what its order was made with. */
export function FixedSettings({ campaign }: { campaign: CampaignView }) {
  const { settings, orderChange } = campaign;
  const isMeasure = settings.mode === "measure";
  return (
    <Section title="Settings" description="Fixed at launch: the estimates depend on them.">
      {orderChange && <OrderNow change={orderChange} isMeasure={isMeasure} />}
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
        <LaunchMetric campaign={campaign} />
        {campaign.orderWords.map(({ label, value }) => (
          <Fact key={label} label={label} value={value} />
        ))}
        {isMeasure && (
          <>
            <Fact label={orderChange ? "Preset at launch" : "Preset"} value={presetTitles[settings.preset]} />
            <Fact label="Control share" value={formatShare(settings.controlShare)} />
          </>
        )}
        <Fact label="Routing" value={settings.routing === "language" ? "By language" : "None"} />
        <Fact label="Seed" value={<span className="font-mono">{settings.seed}</span>} />
      </dl>
    </Section>
  );
}

interface OrderNowProps {
  change: NonNullable<CampaignView["orderChange"]>;
  isMeasure: boolean;
}

/** The order that took the place of the launch's for what was not drawn. */
function OrderNow({ change, isMeasure }: OrderNowProps) {
  const { predictorId, orderedBy, preset, fromDraw, createdAt } = change;
  return (
    <dl className="mb-4 rounded-md border border-line bg-sunken px-3 py-2.5 text-sm">
      <dt className="text-muted">Ordered now by</dt>
      <dd className="font-medium wrap-anywhere first-letter:uppercase">
        {predictorId === null ? orderedBy : "what was learned from the judgments"}
        {isMeasure && `, ${presetTitles[preset].toLowerCase()}`}
      </dd>
      <dd className="text-muted">
        Since draw {fromDrawWords(fromDraw)} of each stratum, <TimeAgo at={createdAt} />.{" "}
        <a href="#learned" className="text-accent underline underline-offset-2">
          All changes
        </a>
      </dd>
    </dl>
  );
}

function LaunchMetric({ campaign }: { campaign: CampaignView }) {
  const { id: campaignId, settings, orderedBy, orderChange } = campaign;
  const trpc = useTRPC();
  const { data: metrics } = useSuspenseQuery(trpc.ranking.metrics.queryOptions({ campaignId }));
  const metric = metrics.find(({ id }) => id === settings.metric);
  return (
    <Fact
      label={orderChange ? "Metric at launch" : "Metric"}
      value={
        metric ? (
          <>
            {metric.title} <span className="font-mono text-xs text-muted">{settings.metric}</span>
          </>
        ) : (
          <span className="inline-block first-letter:uppercase">{orderedBy}</span>
        )
      }
      hint={metric?.summary}
    />
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
