"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { CampaignProgress, CampaignView } from "@/server/campaign/campaign-view";

type Stratum = CampaignProgress["strata"][number];

const columns: { key: keyof Stratum; label: string; meaning: string }[] = [
  { key: "size", label: "Pool", meaning: "comparisons that the estimate speaks for" },
  { key: "planned", label: "Planned", meaning: "how many of the pool the budget lets be judged" },
  { key: "opened", label: "Drawn", meaning: "admitted to judging so far, in the order of the draw" },
  {
    key: "closedPrefix",
    label: "Closed prefix",
    meaning: "the first draws up to the oldest that is still open: what estimates read",
  },
  { key: "open", label: "Open", meaning: "drawn and awaiting judgments" },
  {
    key: "completedBeyondPrefix",
    label: "Beyond",
    meaning: "settled, but after an open one: they count once that one is settled",
  },
  {
    key: "unjudgeable",
    label: "Unjudgeable",
    meaning: "given up after skips or a ruling; they keep their draw number",
  },
];

/** Each stratum's place in its own sequence of draws. */
export function Strata({ campaign: { id: campaignId, settings } }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data: progress } = useSuspenseQuery(trpc.campaign.progress.queryOptions({ campaignId }));
  const isRouted = settings.routing === "language";
  return (
    <Section
      title={isRouted ? "By model pair and language" : "By model pair"}
      description="Each row has its own sequence of draws. Its estimate reads the closed prefix."
    >
      <Table caption="Progress of each stratum" className="max-h-112 overflow-y-auto">
        <thead>
          <tr>
            <Th>Models</Th>
            {isRouted && <Th>Language</Th>}
            {columns.map(({ key, label, meaning }) => (
              <Th key={key} numeric title={meaning}>
                {label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {progress.strata.map((stratum) => (
            <tr key={stratum.stratumId}>
              <Td className="whitespace-nowrap">
                {stratum.modelA} <span className="text-muted">and</span> {stratum.modelB}
              </Td>
              {isRouted && <Td className="whitespace-nowrap">{languageName(stratum.routingGroup)}</Td>}
              {columns.map(({ key }) => (
                <Td key={key} numeric className={stratum[key] === 0 ? "text-muted" : undefined}>
                  {formatCount(Number(stratum[key]))}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <Disclosure summary="What the columns mean" className="mt-2">
        <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
          {columns.map(({ key, label, meaning }) => (
            <div key={key} className="contents">
              <dt className="font-medium">{label}</dt>
              <dd className="text-muted">{meaning}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </Section>
  );
}
