"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import type { GoldView } from "@/server/gold/schemas";
import { GoldDialog } from "./gold-dialog";
import { GoldPeople } from "./gold-people";
import { GoldSettings } from "./gold-settings";
import { GoldTable } from "./gold-table";
import { ImportGold } from "./import-gold";
import { PracticeList } from "./practice-list";

/** Comparisons of which the lead knows the answer: those mixed in, those practised on, and how people did. */
export function Gold({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const campaign = useCampaign(campaignId);
  const { data } = useSuspenseQuery({
    ...trpc.gold.list.queryOptions({ campaignId }),
    refetchInterval: campaign.state === "live" ? 10_000 : false,
  });
  const [adding, setAdding] = useState<GoldView["use"]>();
  const [isImporting, setImporting] = useState(false);
  const gold = data.gold.filter(({ use }) => use === "gold");
  const practice = data.gold.filter(({ use }) => use === "practice");
  return (
    <div className="space-y-4">
      <GoldSettings campaign={campaign} gold={gold} practice={practice} />
      <Section
        title="Gold"
        description="Comparisons with a known outcome, mixed into everyone’s queue. They look and count to the annotator like any other, and are in no estimate."
        actions={
          <>
            <Button onClick={() => setImporting(true)}>From a file…</Button>
            <Button onClick={() => setAdding("gold")}>Add…</Button>
          </>
        }
      >
        {gold.length === 0 ? (
          <EmptyState title="There is no gold">
            Write a pair of which nobody could doubt the answer, import a file, or open a comparison and use
            it as gold. Twenty or more keep people from meeting the last of them too soon.
          </EmptyState>
        ) : (
          <GoldTable gold={gold} campaignId={campaignId} />
        )}
      </Section>
      <Section
        title="Practice"
        description="Shown to everyone before their first comparison, in this order, each followed by the answer and why."
        actions={
          <>
            <LinkButton href={`/judge/${campaignId}`} prefetch={false}>
              Preview the desk
            </LinkButton>
            <Button onClick={() => setAdding("practice")}>Add…</Button>
          </>
        }
      >
        {practice.length === 0 ? (
          <EmptyState title="There is no practice round">
            Three to five comparisons that show what the guidelines mean are enough. Those who have begun
            already are not asked again.
          </EmptyState>
        ) : (
          <PracticeList practice={practice} campaignId={campaignId} />
        )}
      </Section>
      <GoldPeople people={data.people} campaign={campaign} hasPractice={practice.length > 0} />
      {adding && <GoldDialog use={adding} campaign={campaign} onClose={() => setAdding(undefined)} />}
      {isImporting && <ImportGold campaignId={campaignId} onClose={() => setImporting(false)} />}
    </div>
  );
}
