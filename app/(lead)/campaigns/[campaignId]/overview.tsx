"use client";

import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import { DraftSteps } from "./draft-steps";
import { Flags } from "./flags/flags";
import { Skipped } from "./flags/skipped";
import { People } from "./people/people";
import { NextPairs } from "./progress/next-pairs";
import { Progress } from "./progress/progress";
import { Standing } from "./progress/standing";
import { Strata } from "./progress/strata";
import { Protocol } from "./protocol";

/** Where the campaign stands, who works on it, and what waits for its lead. */
export function Overview({ campaignId }: { campaignId: string }) {
  const campaign = useCampaign(campaignId);
  return (
    <div className="space-y-4">
      {campaign.state === "draft" ? (
        <>
          <DraftSteps campaign={campaign} />
          <People campaign={campaign} />
        </>
      ) : (
        <>
          <Progress campaign={campaign} />
          <Standing campaign={campaign} />
          <NextPairs campaign={campaign} />
          <Flags campaign={campaign} />
          <People campaign={campaign} />
          <Strata campaign={campaign} />
          <Skipped campaign={campaign} />
        </>
      )}
      <Protocol campaign={campaign} />
    </div>
  );
}
