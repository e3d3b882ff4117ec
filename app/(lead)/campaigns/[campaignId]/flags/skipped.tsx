"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Disclosure } from "@/app/_ui/disclosure";
import { countOf } from "@/app/_ui/number-words";
import { ComparisonTexts } from "@/app/(lead)/_campaign/comparison-texts";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { WhyLink } from "@/app/(lead)/_campaign/why-link";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { SkippedView } from "@/server/flag/schemas";

/** Comparisons that someone would not judge; nothing when there are none. */
export function Skipped({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<number>();
  const { data: skipped } = useSuspenseQuery({
    ...trpc.flag.skipped.queryOptions({ campaignId: campaign.id }),
    refetchInterval: campaign.state === "live" ? 15_000 : false,
  });
  const giveUp = useMutation(
    trpc.flag.markUnjudgeable.mutationOptions({
      onSuccess: async () => {
        setAsked(undefined);
        await refresh();
      },
    }),
  );
  if (skipped.length === 0) return null;
  return (
    <Section
      title="Skipped comparisons"
      description="A skipped comparison goes to someone else. After three skips it is unjudgeable by itself."
    >
      <ul className="max-h-112 divide-y divide-line overflow-y-auto">
        {skipped.map((entry) => (
          <SkippedItem
            key={entry.comparison.comparisonId}
            campaignId={campaign.id}
            entry={entry}
            onGiveUp={setAsked}
          />
        ))}
      </ul>
      <ConfirmDialog
        danger
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title="Give this comparison up?"
        confirm="Mark unjudgeable"
        busy={giveUp.isPending}
        error={giveUp.error ? errorMessage(giveUp.error) : undefined}
        onConfirm={() =>
          asked !== undefined && giveUp.mutate({ campaignId: campaign.id, comparisonId: asked })
        }
      >
        <p>
          Nobody will be asked about it again. It keeps its draw number and its share is reported. This cannot
          be undone.
        </p>
      </ConfirmDialog>
    </Section>
  );
}

const tones = { open: "neutral", closed: "ok", unjudgeable: "warn" } as const;

interface ItemProps {
  campaignId: string;
  entry: SkippedView;
  onGiveUp: (comparisonId: number) => void;
}

function SkippedItem({ campaignId, entry, onGiveUp }: ItemProps) {
  const { comparison, skips, state } = entry;
  return (
    <li className="py-1.5">
      <Disclosure
        summary={
          <span className="flex flex-wrap items-center gap-x-2.5 font-normal">
            <span>
              <span className="font-mono">{comparison.promptExternalId}</span>: {comparison.modelA} and{" "}
              {comparison.modelB}
            </span>
            <span className="text-muted">{countOf(skips, "skip")}</span>
            <Badge tone={tones[state]}>{state}</Badge>
          </span>
        }
      >
        <ComparisonTexts {...comparison} />
        <WhyLink campaignId={campaignId} comparisonId={comparison.comparisonId} />
        {state === "open" && (
          <Button
            size="small"
            look="danger"
            className="mt-3 mb-1"
            onClick={() => onGiveUp(comparison.comparisonId)}
          >
            Mark unjudgeable…
          </Button>
        )}
      </Disclosure>
    </li>
  );
}
