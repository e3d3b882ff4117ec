"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { Skeleton } from "@/app/_ui/skeleton";
import { TimeAgo } from "@/app/_ui/time-ago";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { useJob } from "@/app/(lead)/_campaign/use-job";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { PredictorsAnswer } from "@/server/predictor/schemas";
import { OrderChanges } from "./order-changes";
import { isBetterThanChance, PredictorResult } from "./predictor-result";
import { ReorderDialog } from "./reorder-dialog";

/** Learning from the judgments so far what is decisive, and ordering anew what is not drawn yet. */
export function Learned({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.predictor.list.queryOptions({ campaignId: campaign.id }));
  return (
    <div id="learned" className="scroll-mt-4">
      <Section
        title="Learned order"
        description="The judgments so far show which comparisons annotators can decide. A model of that, tested on prompts it has not seen, can order what is not drawn yet."
      >
        {error && <Notice tone="error">{errorMessage(error)}</Notice>}
        {data && <LearnedContent campaign={campaign} answer={data} />}
        {!data && !error && <Skeleton className="h-24 w-full" />}
      </Section>
    </div>
  );
}

function LearnedContent({ campaign, answer }: { campaign: CampaignView; answer: PredictorsAnswer }) {
  const { id: campaignId } = campaign;
  const trpc = useTRPC();
  const refresh = useRefresh();
  const learning = useJob(campaignId, "learn");
  const reordering = useJob(campaignId, "reorder");
  const start = useMutation(
    trpc.predictor.start.mutationOptions({
      onSuccess: async ({ jobId }) => {
        learning.follow(jobId);
        await refresh();
      },
    }),
  );
  const [newest] = answer.predictors;
  const isNew = !newest || newest.judgments < answer.judgments;
  return (
    <div className="space-y-4">
      {answer.blocker && <Missing {...answer} blocker={answer.blocker} />}
      {newest && <PredictorResult predictor={newest} />}
      <div className="flex flex-wrap items-center gap-2 text-sm">
        {!answer.blocker && (
          <Button
            look={newest ? "secondary" : "primary"}
            busy={start.isPending || learning.isRunning}
            onClick={() => start.mutate({ campaignId })}
          >
            {newest ? "Learn again from" : "Learn from"} {countOf(answer.judgments, "judgment")}
          </Button>
        )}
        <Reorder campaign={campaign} answer={answer} job={reordering} />
        {newest && (
          <span className="text-muted">
            Learned <TimeAgo at={newest.createdAt} />.{" "}
            {isNew && `${countOf(answer.judgments - newest.judgments, "judgment")} since.`}
          </span>
        )}
      </div>
      {start.error && <Notice tone="error">{errorMessage(start.error)}</Notice>}
      <JobProgress {...learning} title="Learning" />
      <JobProgress {...reordering} title="New order" />
      <OrderChanges changes={answer.changes} />
    </div>
  );
}

function Missing({ judgments, judgmentsNeeded, blocker }: PredictorsAnswer & { blocker: string }) {
  return (
    <div className="max-w-prose space-y-2 text-sm">
      <p>{blocker}</p>
      {judgments < judgmentsNeeded && (
        <ProgressBar label="Judgments to learn from" value={judgments} max={judgmentsNeeded} />
      )}
    </div>
  );
}

interface ReorderProps {
  campaign: CampaignView;
  answer: PredictorsAnswer;
  job: ReturnType<typeof useJob>;
}

function Reorder({ campaign, answer: { predictors, undrawn }, job }: ReorderProps) {
  const [by, setBy] = useState<"predictor" | "metric">();
  const [newest] = predictors;
  if ((campaign.state !== "live" && campaign.state !== "paused") || undrawn === 0) return null;
  return (
    <>
      {newest && (
        <Button
          look={isBetterThanChance(newest) ? "primary" : "secondary"}
          busy={job.isRunning}
          onClick={() => setBy("predictor")}
        >
          Order the remaining {formatCount(undrawn)} by it
        </Button>
      )}
      <Button busy={job.isRunning} onClick={() => setBy("metric")}>
        {newest ? "By another metric" : `Order the remaining ${formatCount(undrawn)} by another metric`}
      </Button>
      <ReorderDialog
        key={by}
        open={by !== undefined}
        onClose={() => setBy(undefined)}
        onStarted={job.follow}
        campaign={campaign}
        undrawn={undrawn}
        predictor={by === "predictor" ? newest : undefined}
      />
    </>
  );
}
