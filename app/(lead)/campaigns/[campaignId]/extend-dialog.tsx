"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { formatCount } from "@/app/_ui/number-words";
import { NumberField } from "@/app/(lead)/_campaign/number-field";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";

interface Props {
  open: boolean;
  onClose: () => void;
  campaign: CampaignView;
}

export function ExtendDialog({ open, onClose, campaign: { id: campaignId, ranking } }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [budget, setBudget] = useState<number | null>(null);
  const { data: progress } = useQuery({
    ...trpc.campaign.progress.queryOptions({ campaignId }),
    enabled: open,
  });
  const extend = useMutation(
    trpc.campaign.extend.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const isWhole = ranking !== null && progress !== undefined && progress.planned >= ranking.poolSize;
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title="Extend the budget"
      confirm="Extend"
      busy={extend.isPending}
      error={extend.error ? errorMessage(extend.error) : undefined}
      onConfirm={() => extend.mutate({ campaignId, budget })}
    >
      {isWhole ? (
        <p>The budget already covers the whole pool of {formatCount(progress.planned)} comparisons.</p>
      ) : (
        <>
          <p>
            What was drawn stays drawn. The number of comparisons is then no longer the one fixed before
            launch, so the report answers with a confidence sequence, which is wider than the ordinary
            interval.
          </p>
          <NumberField
            label="New total of comparisons"
            optional
            placeholder="All"
            hint={
              progress && ranking
                ? `Now ${formatCount(progress.planned)} of a pool of ${formatCount(ranking.poolSize)}. Empty means the whole pool.`
                : "Empty means the whole pool."
            }
            value={budget}
            min={(progress?.planned ?? 0) + 1}
            {...(ranking ? { max: ranking.poolSize } : {})}
            onChange={setBudget}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
