"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { NextPairTable } from "./next-pair-table";

/** Where the next judgments go, of a campaign that judges the uncertain pairs more often. */
export function NextPairs({ campaign: { id: campaignId } }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data: progress } = useSuspenseQuery(trpc.campaign.progress.queryOptions({ campaignId }));
  const rows = progress.nextPairs ?? [];
  if (rows.length < 2) return null;
  const isOver = rows.every(({ probability }) => probability === null);
  return (
    <Section
      title="Which pair is next"
      description={
        isOver
          ? "The budget is spent, or nothing is left to draw."
          : "The next comparison is of a pair drawn by these chances: where one more judgment tells most, more often. A tenth of the chance is spread evenly, so that no pair is given up. Each chance is recorded with what it opened."
      }
    >
      <NextPairTable rows={rows} />
    </Section>
  );
}
