"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";

/** Lets judging go on although the stop rule has ended it. */
export function GoOnDialog({
  open,
  onClose,
  campaignId,
}: {
  open: boolean;
  onClose: () => void;
  campaignId: string;
}) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const goOn = useMutation(
    trpc.campaign.goOn.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title="Go on judging?"
      confirm="Go on judging"
      busy={goOn.isPending}
      error={goOn.error ? errorMessage(goOn.error) : undefined}
      onConfirm={() => goOn.mutate({ campaignId })}
    >
      <p>
        The stop rule is then off for every pair, and only the budget ends judging. The report says that
        judging went on, and what was concluded when the rule stopped it.
      </p>
      <p>This cannot be taken back, but you may pause or close at any time.</p>
    </ConfirmDialog>
  );
}
