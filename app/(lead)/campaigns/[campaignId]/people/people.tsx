"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { TextLink } from "@/app/_ui/text-link";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { InviteDialog } from "./invite-dialog";
import { JoinLinks } from "./join-links";
import { ManageDialog } from "./manage-dialog";
import { PeopleTable } from "./people-table";

/** Who works on the campaign, and the way to add, help or remove someone. */
export function People({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data: people } = useSuspenseQuery({
    ...trpc.member.list.queryOptions({ campaignId: campaign.id }),
    refetchInterval: campaign.state === "live" ? 6_000 : false,
  });
  const [isInviting, setInviting] = useState(false);
  const [managedId, setManagedId] = useState<string>();
  const hasAnnotator = people.some(({ role, removedAt }) => role === "annotator" && removedAt === null);
  const isRouted = campaign.settings.routing === "language";
  return (
    <div id="people" className="scroll-mt-4">
      <Section
        title="People"
        description={
          hasAnnotator
            ? undefined
            : "Nobody can judge yet. Each person gets a link of their own; there are no passwords."
        }
        actions={
          <Button
            look={campaign.state === "live" && !hasAnnotator ? "primary" : "secondary"}
            onClick={() => setInviting(true)}
          >
            Invite…
          </Button>
        }
      >
        <PeopleTable people={people} isRouted={isRouted} onManage={setManagedId} />
        {people.some(({ judgments }) => judgments > 0) && (
          <p className="mt-2.5 text-sm">
            <TextLink href={`/campaigns/${campaign.id}/report#people`}>
              How far they agree and how each judges
            </TextLink>{" "}
            <span className="text-muted">is in the report.</span>
          </p>
        )}
        <JoinLinks campaign={campaign} />
        <InviteDialog open={isInviting} onClose={() => setInviting(false)} campaign={campaign} />
        <ManageDialog
          person={people.find(({ id }) => id === managedId)}
          onClose={() => setManagedId(undefined)}
          campaignId={campaign.id}
        />
      </Section>
    </div>
  );
}
