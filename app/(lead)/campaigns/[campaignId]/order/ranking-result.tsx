import { Badge } from "@/app/_ui/badge";
import { Section } from "@/app/_ui/card";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { RankingView } from "@/server/ranking/schemas";
import { Histogram } from "./histogram";
import { OrderWork } from "./order-work";
import { Picks } from "./picks";
import { SliceCoverage } from "./slice-coverage";

/** A stored ranking as its lead judges it. */
export function RankingResult({ ranking, campaign }: { ranking: RankingView; campaign: CampaignView }) {
  const staleReason = campaign.state === "draft" ? campaign.ranking?.staleReason : null;
  const { metric, metricVersion, poolSize, unscored, createdAt, histogram } = ranking;
  return (
    <>
      {staleReason && (
        <Notice tone="warn" title="This ranking no longer fits">
          {staleReason} Rank again before launch.
        </Notice>
      )}
      <Section
        title={`${formatCount(poolSize)} comparisons ranked by ${metric}`}
        description={
          <>
            Version {metricVersion}, seed <span className="font-mono">{ranking.seed}</span>, made{" "}
            <TimeAgo at={createdAt} />.
            {unscored > 0 &&
              ` ${countOf(unscored, "comparison")} could not be scored and counts as the least disagreement.`}
          </>
        }
        actions={<Badge tone="accent">{ranking.mode}</Badge>}
      >
        <Histogram bins={histogram} metric={metric} />
      </Section>
      <OrderWork ranking={ranking} />
      {ranking.slices.length > 0 && <SliceCoverage slices={ranking.slices} />}
      <Picks title="First by this metric" picks={ranking.top} metric={metric}>
        Where the two models differ most. Read a few: differing should mean that one can be better. Listed by
        rank within each model pair.
      </Picks>
      <Picks title="Last by this metric" picks={ranking.bottom} metric={metric}>
        Where they differ least. Expect ties here.
      </Picks>
    </>
  );
}
