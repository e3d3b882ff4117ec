"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import { useJob } from "@/app/(lead)/_campaign/use-job";
import { FixedSettings } from "./fixed-settings";
import { Learned } from "./learned";
import { OrderSettings } from "./order-settings";
import { RankingResult } from "./ranking-result";
import { Worth } from "./worth";

/** What comparisons are ordered by, and what that order would do. */
export function Order({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const campaign = useCampaign(campaignId);
  const job = useJob(campaignId, "rank");
  const { data: ranking, error } = useQuery({
    ...trpc.ranking.get.queryOptions({ campaignId }),
    enabled: campaign.ranking !== null,
    staleTime: 60_000,
  });
  if (campaign.prompts === 0) {
    return (
      <EmptyState
        title="There is nothing to order yet"
        action={
          <LinkButton href={`/campaigns/${campaignId}/data`} look="primary">
            Import data
          </LinkButton>
        }
      >
        The order is computed from the completions, so they come first.
      </EmptyState>
    );
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[22rem_1fr]">
      {campaign.state === "draft" ? (
        <OrderSettings campaign={campaign} job={job} ranking={ranking} />
      ) : (
        <FixedSettings campaign={campaign} />
      )}
      <div className="min-w-0 space-y-4">
        <JobProgress {...job} title="Ranking" />
        {error && <Notice tone="error">{errorMessage(error)}</Notice>}
        {ranking && (
          <RankingResult ranking={ranking} campaign={campaign}>
            <Worth campaign={campaign} />
            {campaign.state !== "draft" && <Learned campaign={campaign} />}
          </RankingResult>
        )}
        {!ranking && campaign.ranking && !error && <Skeleton className="h-96 w-full" />}
        {!campaign.ranking && !job.isRunning && (
          <EmptyState title="Not ranked yet">
            Rank to see how the metric's scores spread, which comparisons would come first, and what the order
            costs in precision. You can rank as often as you like before launch.
          </EmptyState>
        )}
        {!campaign.ranking && <Worth campaign={campaign} />}
      </div>
    </div>
  );
}
