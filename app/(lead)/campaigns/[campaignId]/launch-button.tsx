"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { useJob } from "@/app/(lead)/_campaign/use-job";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { SelfNamingNotice } from "./self-naming-notice";

/** Launches after saying what will be fixed by it. */
export function LaunchButton({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const job = useJob(campaign.id, "launch");
  const launch = useMutation(
    trpc.campaign.launch.mutationOptions({
      onSuccess: async ({ jobId }) => {
        job.follow(jobId);
        setOpen(false);
        await refresh();
      },
    }),
  );
  return (
    <div className="space-y-2">
      <Button
        look="primary"
        disabled={campaign.blockers.length > 0}
        busy={job.isRunning}
        onClick={() => setOpen(true)}
      >
        Launch…
      </Button>
      <JobProgress {...job} title="Launch" />
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Launch this campaign?"
        confirm="Launch"
        busy={launch.isPending}
        error={launch.error ? errorMessage(launch.error) : undefined}
        onConfirm={() => launch.mutate({ campaignId: campaign.id })}
      >
        <SelfNamingNotice campaignId={campaign.id} />
        <LaunchSummary campaign={campaign} />
      </ConfirmDialog>
    </div>
  );
}

function LaunchSummary({ campaign }: { campaign: CampaignView }) {
  const { settings, ranking, orderedBy, orderWords } = campaign;
  const pool = ranking?.poolSize ?? 0;
  const planned = Math.min(settings.budget ?? pool, pool);
  const each = settings.judgmentsPerComparison;
  return (
    <>
      <p>Annotators can judge at once. From then on the data, the order and the protocol cannot change.</p>
      <ul className="list-disc space-y-0.5 ps-5">
        <li>
          {formatCount(planned)} of {countOf(pool, "comparison")}, {countOf(each, "judgment")} each:{" "}
          {countOf(planned * each, "judgment")} in all
        </li>
        {settings.mode === "measure" ? (
          <li>
            Measure: {orderedBy} order, {settings.preset} preset, {formatShare(settings.controlShare)}{" "}
            control. The report estimates the whole set.
          </li>
        ) : (
          <li>Explore: strictly by {orderedBy}. The report speaks of the judged comparisons only.</li>
        )}
        {orderWords.map(({ label, value }) => (
          <li key={label}>
            {label}: {value}
          </li>
        ))}
      </ul>
    </>
  );
}
