"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import type { ReportContent, ReportView } from "@/server/report/schemas";
import { Configuration } from "./configuration";
import { Contents } from "./contents";
import { Downloads } from "./downloads";
import { EstimateTable } from "./estimate-table";
import { JudgeEstimates } from "./judge-estimates";
import { JudgedTable } from "./judged-table";
import { MetricWorth } from "./metric-worth";
import { OrderWorth, tieRateCaption } from "./order-worth";
import { People } from "./people/people";
import { Plot } from "./plot";
import { Profile } from "./ratings/profile";
import { Ratings } from "./ratings/ratings";
import { Style } from "./ratings/style";
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
    refetchInterval: ({ state }) =>
      campaign.state === "live" || isUnderWay(state.data?.job ?? null) ? pollMs : false,
  });
  return (
    <div className="space-y-4">
      <ReportUpdate campaign={campaign} view={view} />
      {view.report && <Content report={view.report} view={view} campaignId={campaignId} />}
    </div>
  );
}

function isUnderWay(job: ReportView["job"]): boolean {
  return job?.state === "queued" || job?.state === "running";
}

interface ContentProps {
  report: ReportContent;
  view: ReportView;
  campaignId: string;
}

function Content({ report, view: { plots, hash, bibtex, parts, job }, campaignId }: ContentProps) {
  if (report.counts.judgments === 0) return <NothingJudged campaignId={campaignId} />;
  const isWhole = report.scope === "whole-set";
  const isMaking = isUnderWay(job);
  // Reports of before there were parts have none to wait for.
  const hasParts = report.ratings !== undefined;
  return (
    <>
      <Verdicts report={report} />
      <Contents report={report} />
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
      <Ratings report={report} plots={plots} parts={parts} isMaking={isMaking} />
      {hasParts && (
        <>
          <Profile part={parts.profile} isMaking={isMaking} />
          <Style part={parts.style} report={report} isMaking={isMaking} />
        </>
      )}
      <JudgedTable report={report} />
      <People campaignId={campaignId} report={report} />
      <OrderWorth report={report} plots={plots} />
      <MetricWorth report={report} parts={parts} isMaking={isMaking} />
      {!report.order && (
        <Plot
          svg={plots?.tieRateByPercentile}
          title="Tie rate along the ranking"
          caption={tieRateCaption(report)}
        />
      )}
      <Downloads campaignId={campaignId} />
      <Configuration report={report} hash={hash} bibtex={bibtex} />
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
