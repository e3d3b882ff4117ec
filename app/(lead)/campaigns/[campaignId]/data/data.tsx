"use client";

import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import { Content } from "./content";
import { Endpoints } from "./endpoints";
import { ImportFile } from "./import-file";
import { ImportList } from "./import-list";

/** What the campaign compares, and the way in for more. */
export function Data({ campaignId }: { campaignId: string }) {
  const campaign = useCampaign(campaignId);
  const isDraft = campaign.state === "draft";
  const needsOrder = isDraft && campaign.prompts > 0 && campaign.ranking === null;
  return (
    <div className="space-y-4">
      {needsOrder && (
        <Notice
          tone="ok"
          title="The data is in"
          action={
            <LinkButton href={`/campaigns/${campaignId}/order`} look="primary" size="small">
              Choose the order
            </LinkButton>
          }
        >
          Add more files, or go on to the order.
        </Notice>
      )}
      {campaign.prompts > 0 && <Content campaign={campaign} />}
      {isDraft ? (
        <>
          <ImportFile campaignId={campaignId} />
          <Endpoints campaign={campaign} />
        </>
      ) : (
        <Notice>The data was fixed at launch: the estimates speak for exactly these comparisons.</Notice>
      )}
      <ImportList campaignId={campaignId} />
    </div>
  );
}
