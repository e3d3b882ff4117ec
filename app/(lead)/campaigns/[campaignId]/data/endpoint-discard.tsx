"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";

/** Takes fetched values out of a draft again. */
export function EndpointDiscard({
  campaignId,
  importId,
  name,
}: Record<"campaignId" | "importId" | "name", string>) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  const discard = useMutation(trpc.endpoint.discardFetch.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <Button size="small" look="quiet" aria-label={`Discard ${name}`} onClick={() => setAsking(true)}>
        Discard…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Discard ${name}?`}
        confirm="Discard"
        danger
        busy={discard.isPending}
        error={discard.error ? errorMessage(discard.error) : undefined}
        onConfirm={() => discard.mutate({ campaignId, importId })}
      >
        <p>The fetched values are deleted; prompts and completions stay. They can be fetched again.</p>
      </ConfirmDialog>
    </>
  );
}
