"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { countOf } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";

interface Props {
  open: boolean;
  onClose: () => void;
  campaign: CampaignView;
}

export function CloseDialog({ open, onClose, campaign: { id: campaignId } }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const { data: progress } = useQuery({
    ...trpc.campaign.progress.queryOptions({ campaignId }),
    enabled: open,
  });
  const close = useMutation(
    trpc.campaign.close.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      danger
      open={open}
      onClose={onClose}
      title="Close this campaign?"
      confirm="Close for good"
      busy={close.isPending}
      error={close.error ? errorMessage(close.error) : undefined}
      onConfirm={() => close.mutate({ campaignId })}
    >
      <p>
        Nobody can judge afterwards, and a closed campaign cannot be opened again. Everything stays readable.
      </p>
      {progress && progress.open > 0 && (
        <p>
          {countOf(progress.open, "comparison is", "comparisons are")} open. The report will give worst-case
          bounds for what is left open. To avoid that, wait until the open ones are judged.
        </p>
      )}
      <p>To stop for a while, pause instead.</p>
    </ConfirmDialog>
  );
}
