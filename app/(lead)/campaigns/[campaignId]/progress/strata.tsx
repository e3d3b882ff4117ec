"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { formatCount } from "@/app/_ui/number-words";
import { SortTh } from "@/app/_ui/sort-th";
import { Table, Td } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import { useSorted } from "@/app/_ui/use-sorted";
import type { CampaignProgress, CampaignView } from "@/server/campaign/campaign-view";

type Stratum = CampaignProgress["strata"][number];

const evenColumns = [
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
] as const;

/** Where pairs get what others leave, no number is planned for one of them. */
const sharedColumns = evenColumns.map((column) =>
  column.key === "planned"
    ? { ...column, label: "Even share", meaning: "its part of the budget if all pairs were judged evenly" }
    : column,
);

type Column = "models" | "language" | (typeof evenColumns)[number]["key"];

/** Each stratum's place in its own sequence of draws. */
export function Strata({ campaign: { id: campaignId, settings } }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const { data: progress } = useSuspenseQuery(trpc.campaign.progress.queryOptions({ campaignId }));
  const isRouted = settings.routing === "language";
  const columns = settings.pairAllocation === "even" ? evenColumns : sharedColumns;
  const { sorted, sorting } = useSorted<Stratum, Column>(progress.strata, cellOf);
  const { shown, button } = useFirstRows(sorted, "rows");
  return (
    <Section
      title={isRouted ? "By model pair and language" : "By model pair"}
      description="Each row has its own sequence of draws. Its estimate reads the closed prefix."
    >
      <Table caption="Progress of each stratum">
        <thead>
          <tr>
            <SortTh label="Models" column="models" sorting={sorting} />
            {isRouted && <SortTh label="Language" column="language" sorting={sorting} />}
            {columns.map(({ key, label, meaning }) => (
              <SortTh key={key} label={label} column={key} sorting={sorting} title={meaning} numeric />
            ))}
          </tr>
        </thead>
        <tbody>
          {progress.strata.length > 1 && <TotalRow strata={progress.strata} isRouted={isRouted} />}
          {shown.map((stratum) => (
            <tr key={stratum.stratumId}>
              <Td className="whitespace-nowrap">
                {stratum.modelA} <span className="text-muted">and</span> {stratum.modelB}
              </Td>
              {isRouted && <Td className="whitespace-nowrap">{languageName(stratum.routingGroup)}</Td>}
              <Counts of={stratum} />
            </tr>
          ))}
        </tbody>
      </Table>
      {button}
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

function cellOf(stratum: Stratum, column: Column): string | number {
  if (column === "models") return `${stratum.modelA} and ${stratum.modelB}`;
  return column === "language" ? languageName(stratum.routingGroup) : stratum[column];
}

type Counted = Pick<Stratum, (typeof evenColumns)[number]["key"]>;

function TotalRow({ strata, isRouted }: { strata: Stratum[]; isRouted: boolean }) {
  const total = Object.fromEntries(
    evenColumns.map(({ key }) => [key, strata.reduce((sum, stratum) => sum + stratum[key], 0)]),
  ) as Counted;
  return (
    <tr className="font-medium">
      <Td className="whitespace-nowrap">All {formatCount(strata.length)}</Td>
      {isRouted && <Td />}
      <Counts of={total} />
    </tr>
  );
}

function Counts({ of }: { of: Counted }) {
  return evenColumns.map(({ key }) => (
    <Td key={key} numeric className={of[key] === 0 ? "text-muted" : undefined}>
      {formatCount(of[key])}
    </Td>
  ));
}
