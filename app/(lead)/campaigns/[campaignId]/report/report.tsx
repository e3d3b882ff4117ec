"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { formatCount } from "@/app/_ui/number-words";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import type { ReportContent, ReportView } from "@/server/report/schemas";
import { Configuration } from "./configuration";
import { Downloads } from "./downloads";
import { EstimateTable } from "./estimate-table";
import { JudgeEstimates } from "./judge-estimates";
import { JudgedTable } from "./judged-table";
import { MetricWorth } from "./metric-worth";
import { OrderWorth } from "./order-worth";
import { People } from "./people/people";
import { Plot } from "./plot";
import { Ratings } from "./ratings/ratings";
import { ReportUpdate } from "./report-update";
import { Sequences } from "./sequences";
import { Slices } from "./slices";
import { Targets } from "./targets";
import { Verdicts } from "./verdicts";

const pollMs = 5_000;

/** What the judgments say, from the conclusion down to what it was computed from. */
export function Report({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const campaign = useCampaign(campaignId);
  const { data: view } = useSuspenseQuery({
    ...trpc.report.get.queryOptions({ campaignId }),
    refetchInterval: campaign.state === "live" ? pollMs : false,
  });
  return (
    <div className="space-y-4">
      <ReportUpdate campaign={campaign} view={view} />
      {view.report && <Content report={view.report} view={view} campaignId={campaignId} />}
    </div>
  );
}

interface ContentProps {
  report: ReportContent;
  view: ReportView;
  campaignId: string;
}

function Content({ report, view: { plots, hash }, campaignId }: ContentProps) {
  if (report.counts.judgments === 0) return <NothingJudged campaignId={campaignId} />;
  const isWhole = report.scope === "whole-set";
  const hasCurves = Boolean(plots?.rankedAgainstControl ?? plots?.tieRateByPercentile);
  return (
    <>
      <Verdicts report={report} />
      {report.notes.length > 0 && (
        <Notice tone="warn" title="Before you read the numbers">
          <ul className="list-disc space-y-0.5 ps-5">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Plot
        svg={plots?.winRates}
        title="Win rates"
        caption="Win rate of the first model of each pair, with its interval; the line is one half."
      />
      {isWhole && <EstimateTable report={report} />}
      <Sequences report={report} plots={plots} />
      <JudgeEstimates report={report} />
      <Targets report={report} />
      <Slices report={report} />
      <Ratings report={report} plots={plots} />
      <JudgedTable report={report} />
      <People campaignId={campaignId} report={report} plots={plots} />
      <OrderWorth report={report} />
      <MetricWorth report={report} />
      {hasCurves && (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Plot
            svg={plots?.rankedAgainstControl}
            title="Ranked against control"
            caption="Tie rate of the comparisons that the order brought forward, beside a random sample of the set, with 95 % intervals."
          />
          <Plot
            svg={plots?.tieRateByPercentile}
            title="Tie rate along the ranking"
            caption={`Of the judged, from the largest disagreement to the smallest. The band is where 90 % of ${formatCount(report.tieRateByPercentile.permutations)} shuffled rankings fall: a curve inside it is no evidence that the metric finds ties.`}
          />
        </div>
      )}
      <Downloads campaignId={campaignId} />
      <Configuration report={report} hash={hash} />
    </>
  );
}

function NothingJudged({ campaignId }: { campaignId: string }) {
  return (
    <EmptyState
      title="Nothing was judged when this report was made"
      action={<LinkButton href={`/campaigns/${campaignId}#people`}>See who can judge</LinkButton>}
    >
      As soon as there are judgments, update the report.
    </EmptyState>
  );
}
