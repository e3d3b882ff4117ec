"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { FlagItem } from "./flag-item";

/** What annotators flagged and nobody has ruled on; nothing when there is none. */
export function Flags({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data: flags } = useSuspenseQuery({
    ...trpc.flag.list.queryOptions({ campaignId: campaign.id }),
    refetchInterval: campaign.state === "live" ? 6_000 : false,
  });
  if (flags.length === 0) return null;
  return (
    <div id="flags" className="scroll-mt-4">
      <Section
        title="Flags to rule on"
        description="Unjudgeable gives the comparison up: it keeps its draw number and its share is reported. Rule by the texts, never by which model it helps."
      >
        <ul className="divide-y divide-line">
          {flags.map((flag) => (
            <FlagItem key={flag.id} flag={flag} campaignId={campaign.id} />
          ))}
        </ul>
      </Section>
    </div>
  );
}
