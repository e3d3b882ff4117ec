import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";

/** Gives one's place in the campaign to someone else, after a word of what that means. */
export function Leave({ campaignId }: { campaignId: string }) {
  const t = useTranslations("arrive.join");
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  const [isAsking, setAsking] = useState(false);
  const leave = useMutation(
    // Nothing of the campaign is theirs any more, so the page begins anew.
    trpc.join.leave.mutationOptions({ onSuccess: () => window.location.assign("/judge") }),
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("leave")}</Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("leaveTitle")}
        confirm={t("leave")}
        busy={leave.isPending}
        error={leave.error ? errorWords(leave.error) : undefined}
        onConfirm={() => leave.mutate({ campaignId })}
      >
        <p>{t("leaveText")}</p>
      </ConfirmDialog>
    </>
  );
}
