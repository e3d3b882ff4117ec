"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { TimeAgo } from "@/app/_ui/time-ago";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { useJob } from "@/app/(lead)/_campaign/use-job";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { ReportView } from "@/server/report/schemas";

/** When the report was made, what came since, and the press that makes it anew. */
export function ReportUpdate({ campaign, view }: { campaign: CampaignView; view: ReportView }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const job = useJob(campaign.id, "report");
  const generate = useMutation(
    trpc.report.generate.mutationOptions({
      onSuccess: async ({ jobId }) => {
        job.follow(jobId);
        await refresh();
      },
    }),
  );
  if (campaign.state === "draft") return <NotLaunched campaignId={campaign.id} />;
  const make = (look: "primary" | "secondary", label: string) => (
    <Button
      look={look}
      busy={generate.isPending || job.isRunning}
      onClick={() => generate.mutate({ campaignId: campaign.id })}
    >
      {label}
    </Button>
  );
  return (
    <div className="space-y-3">
      {view.report === null || view.createdAt === null ? (
        !job.isRunning && (
          <EmptyState title="No report yet" action={make("primary", "Make the report")}>
            A report reads the judgments as they stand, keeps them with a hash, and can be made again at any
            time.
          </EmptyState>
        )
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
          <p className="text-muted">
            Made <TimeAgo at={view.createdAt} />.{" "}
            {view.newJudgments > 0 ? (
              <span className="font-medium text-ink">
                {countOf(view.newJudgments, "new judgment")} since.
              </span>
            ) : (
              "No new judgments since."
            )}
          </p>
          {make(view.newJudgments > 0 ? "primary" : "secondary", "Update the report")}
        </div>
      )}
      <JobProgress {...job} title="Report" />
      {generate.error && <Notice tone="error">{errorMessage(generate.error)}</Notice>}
    </div>
  );
}

function NotLaunched({ campaignId }: { campaignId: string }) {
  return (
    <EmptyState
      title="Nothing is judged yet"
      action={<LinkButton href={`/campaigns/${campaignId}`}>See what is left before launch</LinkButton>}
    >
      The report appears here once the campaign is launched and annotators have judged.
    </EmptyState>
  );
}
