"use client";

import { languageName } from "@/app/_ui/language-name";
import { formatCount, formatDecimal, formatShare } from "@/app/_ui/number-words";
import { SortTh } from "@/app/_ui/sort-th";
import { Table, Td } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import { useSorted } from "@/app/_ui/use-sorted";
import type { RankingView } from "@/server/ranking/schemas";

type Stratum = RankingView["strata"][number];

const columns = [
  { key: "size", label: "Pool", format: formatCount },
  { key: "planned", label: "Planned", format: formatCount },
  {
    key: "topFifthInFirstFifth",
    label: "Top fifth in first fifth",
    format: (share: number) => formatShare(share),
  },
  { key: "effectiveSampleRatio", label: "Effective ratio", format: (share: number) => formatShare(share) },
  { key: "largestWeight", label: "Largest weight", format: (weight: number) => formatDecimal(weight, 1) },
] as const;

type Column = "models" | "language" | (typeof columns)[number]["key"];

/** What the order does in each stratum. */
export function OrderStrata({ strata, isRouted }: { strata: Stratum[]; isRouted: boolean }) {
  const { sorted, sorting } = useSorted<Stratum, Column>(strata, cellOf);
  const { shown, button } = useFirstRows(sorted, "strata");
  return (
    <>
      <Table caption="What the order does in each stratum">
        <thead>
          <tr>
            <SortTh label="Models" column="models" sorting={sorting} />
            {isRouted && <SortTh label="Language" column="language" sorting={sorting} />}
            {columns.map(({ key, label }) => (
              <SortTh key={key} label={label} column={key} sorting={sorting} numeric />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((stratum) => (
            <tr key={`${stratum.modelA}/${stratum.modelB}/${stratum.routingGroup}`}>
              <Td className="whitespace-nowrap">
                {stratum.modelA} <span className="text-muted">and</span> {stratum.modelB}
              </Td>
              {isRouted && <Td className="whitespace-nowrap">{languageName(stratum.routingGroup)}</Td>}
              {columns.map(({ key, format }) => (
                <Td key={key} numeric>
                  {format(stratum[key])}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {button}
    </>
  );
}

function cellOf(stratum: Stratum, column: Column): string | number {
  if (column === "models") return `${stratum.modelA} and ${stratum.modelB}`;
  return column === "language" ? languageName(stratum.routingGroup) : stratum[column];
}
