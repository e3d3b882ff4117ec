"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import { useJob } from "@/app/(lead)/_campaign/use-job";
import type { DetectorView } from "@/server/noise/schemas";
import { DetectorSection } from "./detector-section";
import { NoiseSummary } from "./noise-summary";

/** What is wrong with texts rather than different between models, and what of it is left out. */
export function Noise({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const campaign = useCampaign(campaignId);
  const job = useJob(campaignId, "inspect");
  const { data: noise } = useSuspenseQuery(trpc.noise.get.queryOptions({ campaignId }));
  const inspect = useMutation(
    trpc.noise.inspect.mutationOptions({ onSuccess: ({ jobId }) => job.follow(jobId) }),
  );
  const isBusy = inspect.isPending || job.isRunning;
  const look = (
    <Button look="primary" busy={isBusy} onClick={() => inspect.mutate({ campaignId })}>
      {noise.inspectedAt === null ? "Look for noise" : "Look again"}
    </Button>
  );
  if (campaign.prompts === 0) {
    return (
      <EmptyState
        title="There are no texts yet"
        action={
          <LinkButton href={`/campaigns/${campaignId}/data`} look="primary">
            Import data
          </LinkButton>
        }
      >
        Empty, cut off, damaged and repeated texts are looked for once the completions are in.
      </EmptyState>
    );
  }
  const seen = noise.detectors.filter(isSeen);
  return (
    <div className="space-y-4">
      <JobProgress {...job} title="Looking for noise" />
      {inspect.error && <Notice tone="error">{errorMessage(inspect.error)}</Notice>}
      {noise.inspectedAt === null && !isBusy && (
        <EmptyState title="Nobody has looked yet" action={look}>
          Every ranking looks for noise. You can look now, before you choose an order.
        </EmptyState>
      )}
      {noise.isStale && !isBusy && (
        <Notice tone="warn" title="The data has changed since" action={look}>
          What is shown was found in earlier data or other pairs. Ranking looks again by itself.
        </Notice>
      )}
      {noise.inspectedAt !== null && <NoiseSummary noise={noise} />}
      {seen.map((detector) => (
        <DetectorSection
          key={`${detector.id}/${noise.inspectedAt}`}
          campaignId={campaignId}
          noise={noise}
          detector={detector}
        />
      ))}
      {seen.length > 0 && <NotFound detectors={noise.detectors.filter((detector) => !isSeen(detector))} />}
    </div>
  );
}

function isSeen({ findings, isExcluded }: DetectorView): boolean {
  return findings > 0 || isExcluded;
}

/** What was looked for in vain, in one line. */
function NotFound({ detectors }: { detectors: DetectorView[] }) {
  if (detectors.length === 0) return null;
  return (
    <p className="px-4 text-sm text-muted">
      <span className="font-medium">Not found:</span>{" "}
      {detectors.map(({ id, title, summary }, i) => (
        <span key={id} title={summary}>
          {i === 0 ? title : title.toLowerCase()}
          {i < detectors.length - 1 ? ", " : "."}
        </span>
      ))}
    </p>
  );
}
