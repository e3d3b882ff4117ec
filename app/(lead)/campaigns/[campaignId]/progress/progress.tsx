"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { StatTile } from "@/app/_ui/stat-tile";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignProgress, CampaignView } from "@/server/campaign/campaign-view";
import { type NextStep, nextStep } from "./next-step";

const pollMs = 3_000;

/** How far a launched campaign is, kept current while it is live. */
export function Progress({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { id: campaignId, state } = campaign;
  const { data: progress } = useSuspenseQuery({
    ...trpc.campaign.progress.queryOptions({ campaignId }),
    refetchInterval: state === "live" ? pollMs : false,
  });
  const refresh = useRefresh();
  // The stop rule was met (or let go on) since the page was fetched: its header and actions are other ones now.
  const isStale = progress.stop.isMet !== campaign.isStopped;
  useEffect(() => {
    if (isStale) void refresh();
  }, [isStale, refresh]);
  const { data: flags } = useSuspenseQuery(trpc.flag.list.queryOptions({ campaignId }));
  const next = nextStep({ campaign, progress, flags: flags.length });
  return (
    <>
      {state !== "closed" &&
        progress.warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
      {next && <NextNotice next={next} />}
      <Tiles campaign={campaign} progress={progress} />
    </>
  );
}

function NextNotice({ next: { title, text, link } }: { next: NextStep }) {
  return (
    <Notice
      title={title}
      action={
        link && (
          <LinkButton href={link.href} look="primary" size="small">
            {link.label}
          </LinkButton>
        )
      }
    >
      {text}
    </Notice>
  );
}

/** In whole percents, rounded down: all is settled at 100 % alone. */
function shareSettled(settled: number, planned: number): number {
  return planned > 0 ? Math.floor((100 * settled) / planned) / 100 : 0;
}

function Tiles({ campaign, progress }: { campaign: CampaignView; progress: CampaignProgress }) {
  const { planned, closed, open, unjudgeable, judgments, extra, skips, activeAnnotators } = progress;
  const each = campaign.settings.judgmentsPerComparison;
  const settled = closed + unjudgeable;
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-[2fr_1fr_1fr_1fr_1fr]">
      <div className="col-span-2 rounded-lg border border-line bg-surface px-3.5 py-2.5 sm:col-span-4 lg:col-span-1">
        <dt className="text-sm text-muted">Comparisons settled</dt>
        <dd className="mt-0.5 flex items-baseline justify-between gap-3 tabular-nums">
          <span>
            <span className="text-xl font-semibold">{formatCount(settled)}</span>
            <span className="text-muted"> of {formatCount(planned)} planned</span>
          </span>
          <span className="font-semibold">{formatShare(shareSettled(settled, planned))}</span>
        </dd>
        <dd className="mt-2">
          <ProgressBar label="Settled comparisons" value={settled} max={planned} />
        </dd>
      </div>
      <StatTile
        label="Judgments"
        value={formatCount(judgments)}
        hint={
          campaign.settings.extraUpTo === null
            ? `${each} per comparison`
            : `${formatCount(extra.given)} extra, ${formatCount(extra.wanted)} more wanted`
        }
      />
      <StatTile label="Open now" value={formatCount(open)} hint="await judgments" />
      <StatTile label="Unjudgeable" value={formatCount(unjudgeable)} hint={countOf(skips, "skip")} />
      <StatTile
        label="Active now"
        value={formatCount(activeAnnotators)}
        hint={activeAnnotators === 1 ? "annotator" : "annotators"}
      />
    </dl>
  );
}
