"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { PairState } from "@/server/stop/schemas";
import { GoOnDialog } from "../go-on-dialog";
import { formatBounds, formatRate } from "../report/rate-words";
import { conclusionWords, neededWords } from "./standing-words";
import { WinRateBar } from "./win-rate-bar";

/** Where each pair stands, kept current while annotators judge. */
export function Standing({ campaign: { id: campaignId, state } }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data: progress } = useSuspenseQuery(trpc.campaign.progress.queryOptions({ campaignId }));
  const [isOpen, setOpen] = useState(false);
  const { pairs, ruleWords, hasGoneOn, isMet } = progress.stop;
  // Once all pairs are stopped the campaign's own actions have it.
  const mayGoOn = !isMet && !hasGoneOn && state !== "closed" && pairs.some(({ stopped }) => stopped);
  const { shown, button } = useFirstRows(pairs, "pairs");
  if (pairs.every(({ step }) => step === 0)) return null;
  const rule =
    ruleWords.length === 0
      ? ""
      : ` Judging of a pair stops ${ruleWords.join(", or ")}${hasGoneOn ? "; that is off since judging went on." : "."}`;
  return (
    <Section
      title="Where the pairs stand"
      description={`Win rate of the first model over the whole set, with a confidence sequence: it holds after every judgment, so you may look as often as you like.${rule}`}
      actions={mayGoOn && <Button onClick={() => setOpen(true)}>Go on judging…</Button>}
    >
      <Table caption="Win rates while judging goes on">
        <thead>
          <tr>
            <Th>Models, and where they stand</Th>
            <Th numeric>Win rate</Th>
            <Th>From 0 to 100 %</Th>
            <Th numeric title="Roughly, with a range">
              Judgments still needed
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((pair) => (
            <Row key={`${pair.modelA}/${pair.modelB}`} pair={pair} />
          ))}
        </tbody>
      </Table>
      {button}
      <GoOnDialog open={isOpen} onClose={() => setOpen(false)} campaignId={campaignId} />
    </Section>
  );
}

function Row({ pair }: { pair: PairState }) {
  const { modelA, modelB, conclusion, stopped, step } = pair;
  return (
    <tr>
      <Td className="min-w-40">
        {/* On a phone under the names, so that the win rate still fits beside them. */}
        <div className="sm:grid sm:grid-cols-2 sm:gap-x-4">
          <p>
            {modelA} <span className="text-muted">and</span> {modelB}
          </p>
          <p className="max-sm:mt-1">
            <Badge tone={conclusion === "undecided" ? "neutral" : "ok"}>{conclusionWords(pair)}</Badge>
            <span className="block text-muted">
              {stopped
                ? `stopped after ${formatCount(stopped.step)}, ${formatCount(step)} read`
                : `${formatCount(step)} read`}
            </span>
          </p>
        </div>
      </Td>
      <Td numeric className="whitespace-nowrap">
        <span className="font-semibold">{formatRate(pair.winRate)}</span>
        <span className="block text-muted">{formatBounds(pair)}</span>
      </Td>
      <Td>
        <WinRateBar {...pair} />
      </Td>
      <Td numeric className="whitespace-nowrap">
        {neededWords(pair.stillNeeded)}
      </Td>
    </tr>
  );
}
