"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { Notice } from "@/app/_ui/notice";
import { DrawFields, ModeField, RoutingField, SeedField } from "@/app/(lead)/_campaign/order-fields";
import { checkSettings, type SettingsProblems } from "@/app/(lead)/_campaign/settings-draft";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { FollowedJob } from "@/app/(lead)/_campaign/use-job";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { CampaignSettings } from "@/server/campaign/schemas";
import { MetricPicker } from "./metric-picker";

const orderKeys = ["mode", "metric", "preset", "controlShare", "routing", "seed"] as const;

/** The settings that an order is made with; saved by the press that ranks with them. */
export function OrderSettings({ campaign, job }: { campaign: CampaignView; job: FollowedJob }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [changes, setChanges] = useState<Partial<CampaignSettings>>({});
  const [problems, setProblems] = useState<SettingsProblems>({});
  const settings: CampaignSettings = { ...campaign.settings, ...changes };
  const rank = useMutation({
    ...trpc.ranking.start.mutationOptions(),
    mutationFn: async ({ campaignId }: { campaignId: string }) => {
      if (Object.keys(changes).length > 0)
        await client.campaign.update.mutate({ campaignId, settings: changes });
      return client.ranking.start.mutate({ campaignId });
    },
    onSuccess: async ({ jobId }) => {
      job.follow(jobId);
      await refresh();
      setChanges({});
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkSettings(settings);
    setProblems(found);
    if (Object.keys(found).length === 0) rank.mutate({ campaignId: campaign.id });
  };
  const isChanged = orderKeys.some((key) => settings[key] !== campaign.settings[key]);
  const isCurrent = campaign.ranking !== null && campaign.ranking.staleReason === null && !isChanged;
  const fields = {
    settings,
    problems,
    disabled: job.isRunning,
    onChange: (change: Partial<CampaignSettings>) => setChanges((before) => ({ ...before, ...change })),
  };
  return (
    <Section title="Settings">
      <form noValidate onSubmit={submit} className="space-y-5">
        <ModeField {...fields} />
        {settings.mode === "explore" && (
          <Notice tone="warn" title="Only about what is judged">
            Explore mode can say nothing about the comparisons that are not judged: not the win rate of the
            set, not whether a model is better.
          </Notice>
        )}
        <MetricPicker campaignId={campaign.id} {...fields} />
        {settings.mode === "measure" && <DrawFields {...fields} />}
        <Disclosure summary="Routing and seed">
          <div className="space-y-5">
            <RoutingField {...fields} />
            <SeedField {...fields} />
          </div>
        </Disclosure>
        {rank.error && <Notice tone="error">{errorMessage(rank.error)}</Notice>}
        <div className="sticky bottom-0 -mx-4 -mb-4 rounded-b-lg border-t border-line bg-surface px-4 py-3">
          <Button
            type="submit"
            look={isCurrent ? "secondary" : "primary"}
            className="w-full"
            busy={rank.isPending || job.isRunning}
          >
            {campaign.ranking ? "Rank again" : "Rank"}
          </Button>
          {isCurrent && (
            <p className="mt-1.5 text-center text-sm text-muted">The ranking has these settings.</p>
          )}
        </div>
      </form>
    </Section>
  );
}
