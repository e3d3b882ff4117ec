"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Checkbox } from "@/app/_ui/checkbox";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { DetectorView, NoiseView } from "@/server/noise/schemas";

interface Props {
  campaignId: string;
  noise: NoiseView;
  detector: DetectorView;
}

/** Leaves out what a detector found, or takes it back; after launch only after a word of what it means. */
export function ExclusionSwitch({ campaignId, noise, detector }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  /** What was asked for, shown until the page has it. */
  const [wanted, setWanted] = useState<boolean>();
  const done = { onSuccess: refresh, onSettled: () => setWanted(undefined) };
  const exclude = useMutation(trpc.noise.exclude.mutationOptions(done));
  const restore = useMutation(trpc.noise.restore.mutationOptions(done));
  const { isExcluded, isFixed, id } = detector;
  const { isLaunched } = noise;
  const input = { campaignId, detector: id };
  const change = () => {
    if (!isExcluded && isLaunched) return setAsking(true);
    setWanted(!isExcluded);
    return isExcluded ? restore.mutate(input) : exclude.mutate(input);
  };
  const error = exclude.error ?? restore.error;
  return (
    <>
      <Checkbox
        label={isLaunched && !isFixed ? "Close as unjudgeable" : "Leave out of the pool"}
        hint={effectOf(noise, detector)}
        checked={wanted ?? isExcluded}
        disabled={isFixed || exclude.isPending || restore.isPending || (noise.isStale && isLaunched)}
        onChange={change}
      />
      {error && !isAsking && <Notice tone="error">{errorMessage(error)}</Notice>}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Close what “${detector.title}” touches?`}
        confirm="Close as unjudgeable"
        busy={exclude.isPending}
        error={exclude.error ? errorMessage(exclude.error) : undefined}
        onConfirm={() => exclude.mutate(input, { onSuccess: () => setAsking(false) })}
      >
        <p>
          {countOf(detector.comparisons, "comparison")} of the pool{" "}
          {detector.comparisons === 1 ? "is" : "are"} given up, judged or not: a rule may not depend on
          outcomes. Annotators who hold one get another. The report names the rule and its share. You can take
          it back.
        </p>
      </ConfirmDialog>
    </>
  );
}

function effectOf({ poolSize, excluded, isLaunched }: NoiseView, detector: DetectorView): string {
  const { isExcluded, isFixed, inPool, alone } = detector;
  if (isFixed) return "This rule defined the pool at launch and stays.";
  if (isExcluded) {
    const shared = inPool - alone;
    const also = shared > 0 ? ` ${formatCount(shared)} of them by another rule as well.` : "";
    return `${countOf(inPool, "comparison")} ${isLaunched ? "closed" : "left out"}.${also}`;
  }
  const left = `${formatCount(poolSize - excluded - alone)} of ${formatCount(poolSize)} would remain`;
  if (alone === 0) return "Another rule leaves out all that it touches already.";
  return isLaunched
    ? `Would close ${countOf(alone, "comparison")}.`
    : `Takes out ${countOf(alone, "comparison")}: ${left}.`;
}
