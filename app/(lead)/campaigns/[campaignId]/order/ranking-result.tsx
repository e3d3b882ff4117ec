import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { Section } from "@/app/_ui/card";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { TextLink } from "@/app/_ui/text-link";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { RankingView } from "@/server/ranking/schemas";
import { Histogram } from "./histogram";
import { OrderWork } from "./order-work";
import { Picks } from "./picks";
import { SliceCoverage } from "./slice-coverage";

interface Props {
  ranking: RankingView;
  campaign: CampaignView;
  /** What judgments say of the order: it comes between what the order does and what it favours. */
  children?: ReactNode;
}

/** A stored ranking as its lead judges it. */
export function RankingResult({ ranking, campaign, children }: Props) {
  const staleReason = campaign.state === "draft" ? campaign.ranking?.staleReason : null;
  const { orderedBy, poolSize, unscored, createdAt, histogram, members } = ranking;
  const { orderChange } = campaign;
  return (
    <>
      {staleReason && (
        <Notice tone="warn" title="This ranking no longer fits">
          {staleReason} Rank again before launch.
        </Notice>
      )}
      <Section
        title={`${formatCount(poolSize)} comparisons ranked by ${orderedBy}`}
        description={
          <>
            {members ? "Combined" : `Version ${ranking.metricVersion}`}, seed{" "}
            <span className="font-mono">{ranking.seed}</span>, made <TimeAgo at={createdAt} />.
            {orderChange && " This is the order of the launch; what is not drawn was ordered anew since."}
            {unscored > 0 &&
              ` ${countOf(unscored, "comparison")} could not be scored and counts as the least disagreement.`}
          </>
        }
        actions={<Badge tone="accent">{ranking.mode}</Badge>}
      >
        <Histogram bins={histogram} metric={members ? "the combined score" : orderedBy} />
        <OrderFacts ranking={ranking} campaignId={campaign.id} />
      </Section>
      <OrderWork ranking={ranking} />
      {children}
      {ranking.slices.length > 0 && <SliceCoverage slices={ranking.slices} />}
      <Picks campaignId={campaign.id} title="First by this metric" picks={ranking.top} metric={orderedBy}>
        Where the two models differ most. Read a few: differing should mean that one can be better. Listed by
        rank within each model pair.
      </Picks>
      <Picks campaignId={campaign.id} title="Last by this metric" picks={ranking.bottom} metric={orderedBy}>
        Where they differ least. Expect ties here.
      </Picks>
    </>
  );
}

/** What of the order is not the default, and what was left out of it. */
function OrderFacts({ ranking, campaignId }: { ranking: RankingView; campaignId: string }) {
  const { orderWords, exclusions } = ranking;
  const leftOut = exclusions.reduce((sum, { comparisons }) => sum + comparisons, 0);
  if (orderWords.length === 0 && leftOut === 0) return null;
  return (
    <dl className="mt-3 grid gap-x-4 gap-y-1 border-t border-line pt-3 text-sm sm:grid-cols-[auto_1fr]">
      {orderWords.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
      {leftOut > 0 && (
        <div className="contents">
          <dt className="text-muted">Left out</dt>
          <dd>
            {/* One comparison may be under several rules. */}
            {exclusions.length > 1 && "up to "}
            {countOf(leftOut, "comparison")}:{" "}
            {exclusions
              .map(
                ({ detector, comparisons }) => `${detector.replaceAll("-", " ")} ${formatCount(comparisons)}`,
              )
              .join(", ")}
            . <TextLink href={`/campaigns/${campaignId}/noise`}>See the Noise page</TextLink>
          </dd>
        </div>
      )}
    </dl>
  );
}
