"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatShare } from "@/app/_ui/number-words";
import { DrawFields, ModeField, RoutingField, SeedField } from "@/app/(lead)/_campaign/order-fields";
import type { SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { FollowedJob } from "@/app/(lead)/_campaign/use-job";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { OrderChoices, RankingView } from "@/server/ranking/schemas";
import { MetricField } from "./metric-field";
import { chosenPairs, PairChoiceField } from "./pair-choice-field";
import { SettingsPart } from "./settings-part";
import { SliceMinimumFields } from "./slice-minimum-fields";
import { SpreadField, spreads } from "./spread-field";
import { useOrderDraft } from "./use-order-draft";

interface Props {
  campaign: CampaignView;
  job: FollowedJob;
  /** The newest ranking, once it is there: what its top fifth holds of each slice. */
  ranking: RankingView | null | undefined;
}

/** The settings that an order is made with; saved by the press that ranks with them. */
export function OrderSettings({ campaign, job, ranking }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const refresh = useRefresh();
  const draft = useOrderDraft(campaign);
  const { data: choices } = useSuspenseQuery(
    trpc.ranking.choices.queryOptions({ campaignId: campaign.id }, { staleTime: 60_000 }),
  );
  const rank = useMutation({
    ...trpc.ranking.start.mutationOptions(),
    mutationFn: async ({ campaignId }: { campaignId: string }) => {
      if (draft.isChanged) await client.campaign.update.mutate({ campaignId, settings: draft.changed });
      return client.ranking.start.mutate({ campaignId });
    },
    onSuccess: async ({ jobId }) => {
      job.follow(jobId);
      await refresh();
      draft.discard();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.check()) rank.mutate({ campaignId: campaign.id });
  };
  const isCurrent = campaign.ranking !== null && campaign.ranking.staleReason === null && !draft.isChanged;
  const fields = {
    settings: draft.settings,
    problems: draft.problems,
    disabled: job.isRunning,
    onChange: draft.change,
  };
  return (
    <Section
      title="Settings"
      description={
        campaign.ranking
          ? "Change what you like and rank again; nothing is fixed before launch."
          : "As they stand they make a good order: press Rank."
      }
    >
      <form noValidate onSubmit={submit} className="space-y-5">
        <ModeField {...fields} />
        {draft.settings.mode === "explore" && (
          <Notice tone="warn" title="Only about what is judged">
            Explore mode can say nothing about the comparisons that are not judged: not the win rate of the
            set, not whether a model is better.
          </Notice>
        )}
        <MetricField campaignId={campaign.id} {...fields} />
        <FoldedParts {...fields} choices={choices} ranking={ranking} />
        {rank.error && <Notice tone="error">{errorMessage(rank.error)}</Notice>}
        <div className="sticky bottom-0 -mx-4 -mb-4 space-y-1.5 rounded-b-lg border-t border-line bg-surface px-4 py-3">
          <div className="flex gap-2">
            {draft.isChanged && !rank.isPending && !job.isRunning && (
              <Button onClick={draft.discard}>Discard changes</Button>
            )}
            <Button
              type="submit"
              look={isCurrent ? "secondary" : "primary"}
              className="flex-1"
              busy={rank.isPending || job.isRunning}
            >
              {campaign.ranking ? "Rank again" : "Rank"}
            </Button>
          </div>
          <p className="text-center text-sm text-muted">
            {isCurrent ? "The ranking has these settings." : sizeWords(draft.settings, choices)}
          </p>
        </div>
      </form>
    </Section>
  );
}

interface PartsProps extends SettingsFieldsProps {
  choices: OrderChoices;
  ranking: RankingView | null | undefined;
}

/** What the common case leaves as it is. */
function FoldedParts({ choices, ranking, ...fields }: PartsProps) {
  const { settings, problems } = fields;
  const { length: wanted } = settings.sliceMinimums;
  return (
    <div className="divide-y divide-line border-y border-line">
      {settings.mode === "measure" && (
        <SettingsPart
          id="draws"
          title="Draws"
          value={`${settings.preset}, ${formatShare(settings.controlShare)} control`}
          open={hasProblem(problems, "controlShare")}
        >
          <DrawFields {...fields} />
        </SettingsPart>
      )}
      {choices.pairs.length > 1 && (
        <SettingsPart
          id="pairs"
          title="Model pairs"
          value={pairWords(fields, choices)}
          open={hasProblem(problems, "pairChoice")}
        >
          <PairChoiceField {...fields} pairs={choices.pairs} />
        </SettingsPart>
      )}
      {choices.pairs.length > 1 && (
        <SettingsPart id="spread" title="Order by" value={spreads[settings.spread].short}>
          <SpreadField {...fields} />
        </SettingsPart>
      )}
      {settings.mode === "measure" && choices.slices.length > 0 && (
        <SettingsPart
          id="slices"
          title="Slice minimums"
          value={wanted === 0 ? "none" : String(wanted)}
          open={hasProblem(problems, "sliceMinimums")}
        >
          <SliceMinimumFields {...fields} slices={choices.slices} ranked={ranking?.slices ?? []} />
        </SettingsPart>
      )}
      <SettingsPart
        id="routing"
        title="Routing and seed"
        value={settings.routing === "language" ? "by language" : "no routing"}
        open={hasProblem(problems, "seed")}
      >
        <RoutingField {...fields} />
        <SeedField {...fields} />
      </SettingsPart>
    </div>
  );
}

function hasProblem(problems: SettingsFieldsProps["problems"], setting: string): boolean {
  return Object.keys(problems).some((key) => key.startsWith(setting));
}

function pairWords({ settings }: SettingsFieldsProps, { pairs }: OrderChoices): string {
  const { pairChoice } = settings;
  if (pairChoice.kind === "all") return `all ${pairs.length}`;
  if (pairChoice.kind === "baseline") return `${pairChoice.model} and the rest`;
  return `${pairChoice.pairs.length} of ${pairs.length}`;
}

function sizeWords(settings: SettingsFieldsProps["settings"], { pairs }: OrderChoices): string {
  const chosen = chosenPairs(settings.pairChoice, pairs);
  const comparisons = chosen.reduce((sum, pair) => sum + pair.comparisons, 0);
  return `${countOf(comparisons, "comparison")} of ${countOf(chosen.length, "model pair")}`;
}
