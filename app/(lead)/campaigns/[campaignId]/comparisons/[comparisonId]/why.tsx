"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { LinkButton } from "@/app/_ui/link-button";
import { TextLink } from "@/app/_ui/text-link";
import type { ComparisonExplanation } from "@/server/comparison/schemas";
import { stateTones, stateWords, stratumWords, whyTitle, whyWords } from "../why-words";
import { Completions } from "./completions";
import { Facts } from "./facts";
import { MetricPlaces } from "./metric-places";
import { PromptText } from "./prompt-text";
import { UseAsGold } from "./use-as-gold";
import { WholePrompt } from "./whole-prompt";

/** Why a comparison comes when it comes: one sentence, what it rests on, and the texts themselves. */
export function Why({ campaignId, comparisonId }: { campaignId: string; comparisonId: number }) {
  const trpc = useTRPC();
  const { data: comparison } = useSuspenseQuery(
    trpc.comparison.explain.queryOptions({ campaignId, comparisonId }),
  );
  const base = `/campaigns/${campaignId}/comparisons`;
  const { promptExternalId, modelA, modelB, sampling } = comparison;
  return (
    <div className="space-y-5">
      <header>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0">
            <p className="text-sm">
              <TextLink href={base}>All comparisons</TextLink>
            </p>
            <h2 className="mt-1 text-lg">{whyTitle(comparison)}</h2>
            <p className="text-sm text-muted wrap-anywhere">
              <span className="font-mono">{promptExternalId}</span>: {modelA} and {modelB}{" "}
              {sampling && <Badge tone={stateTones[sampling.state]}>{stateWords[sampling.state]}</Badge>}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <UseAsGold campaignId={campaignId} comparisonId={comparisonId} />
            <Neighbours comparison={comparison} base={base} />
          </div>
        </div>
        <p className="mt-3 max-w-prose text-pretty">{whyWords(comparison)}</p>
        <p className="mt-1 max-w-prose text-sm text-pretty text-muted">{stratumWords(comparison)}</p>
      </header>
      <PromptText comparison={comparison} />
      <Completions comparison={comparison} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <MetricPlaces comparison={comparison} />
        <div className="min-w-0 space-y-4">
          <Facts comparison={comparison} />
          <WholePrompt comparison={comparison} base={base} />
        </div>
      </div>
    </div>
  );
}

/** The comparisons just before and after it in its stratum. */
function Neighbours({ comparison, base }: { comparison: ComparisonExplanation; base: string }) {
  const { previousId, nextId } = comparison;
  if (previousId === null && nextId === null) return null;
  return (
    <nav aria-label="In order" className="flex gap-2">
      {previousId !== null && (
        <LinkButton size="small" href={`${base}/${previousId}`}>
          <span aria-hidden="true">←</span> Previous in order
        </LinkButton>
      )}
      {nextId !== null && (
        <LinkButton size="small" href={`${base}/${nextId}`}>
          Next in order <span aria-hidden="true">→</span>
        </LinkButton>
      )}
    </nav>
  );
}
