"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Disclosure } from "@/app/_ui/disclosure";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import { ComparisonTexts } from "@/app/(lead)/_campaign/comparison-texts";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { WhyLink } from "@/app/(lead)/_campaign/why-link";
import type { FlagView } from "@/server/flag/schemas";

const reasons: Record<string, string> = {
  broken_prompt: "The prompt is broken",
  broken_completion: "A completion is cut off or garbled",
  wrong_language: "Wrong language",
  harmful: "Harmful or private content",
  cannot_judge: "Cannot be judged",
  other: "Something else",
};

export function FlagItem({ flag, campaignId }: { flag: FlagView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  const resolve = useMutation(
    trpc.flag.resolve.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await refresh();
      },
    }),
  );
  const { comparison } = flag;
  const rule = (ruling: "unjudgeable" | "dismissed") =>
    resolve.mutate({ campaignId, flagId: flag.id, ruling });
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p className="text-sm">
            <span className="font-medium">{reasons[flag.reason] ?? flag.reason}</span>
            <span className="text-muted">
              , flagged by <span dir="auto">{flag.annotator}</span> <TimeAgo at={flag.at} />
            </span>
          </p>
          {flag.note && (
            <p className="mt-0.5 text-sm wrap-anywhere" dir="auto">
              “{flag.note}”
            </p>
          )}
        </div>
        <div className="flex gap-2">
          <Button
            size="small"
            busy={resolve.isPending && resolve.variables.ruling === "dismissed"}
            onClick={() => rule("dismissed")}
          >
            Dismiss
          </Button>
          <Button size="small" look="danger" onClick={() => setAsking(true)}>
            Unjudgeable…
          </Button>
        </div>
      </div>
      <Disclosure
        className="mt-1"
        summary={
          <span className="font-normal text-muted">
            <span className="font-mono">{comparison.promptExternalId}</span>: {comparison.modelA} and{" "}
            {comparison.modelB}
          </span>
        }
      >
        <ComparisonTexts {...comparison} />
        <WhyLink campaignId={campaignId} comparisonId={comparison.comparisonId} />
      </Disclosure>
      {resolve.error && !isAsking && <Notice tone="error">{errorMessage(resolve.error)}</Notice>}
      <ConfirmDialog
        danger
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Give this comparison up?"
        confirm="Mark unjudgeable"
        busy={resolve.isPending}
        error={resolve.error ? errorMessage(resolve.error) : undefined}
        onConfirm={() => rule("unjudgeable")}
      >
        <p>
          Nobody will be asked about it again and what was judged on it is in no estimate. This cannot be
          undone.
        </p>
      </ConfirmDialog>
    </li>
  );
}
