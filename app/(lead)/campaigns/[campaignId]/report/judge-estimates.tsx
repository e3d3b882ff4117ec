import { Section } from "@/app/_ui/card";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { JudgeRow } from "@/server/report/judge/view";
import type { ReportContent } from "@/server/report/schemas";
import { formatBounds, formatRate } from "./rate-words";

/** The same win rates with what was known of every comparison beforehand. */
export function JudgeEstimates({ report: { judge } }: { report: ReportContent }) {
  if (!judge) return null;
  const unscored = judge.rows.reduce((sum, row) => sum + row.unscored, 0);
  return (
    <Section
      title="With a judge taking out variance"
      description={`The same estimates with ${judge.title} as control variate: known for every comparison beforehand, it takes out variance and never replaces a person. λ is learned from earlier draws alone, so a poor judge costs next to nothing.`}
    >
      <Table caption="Win rates with the control variate, by model pair">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th numeric>Win rate</Th>
            <Th numeric title="Part of the variance without it">
              Variance saved
            </Th>
            <Th numeric>λ</Th>
            <Th numeric title="Of judge and people, over the judged">
              Correlation
            </Th>
            <Th>Note</Th>
          </tr>
        </thead>
        <tbody>
          {judge.rows.map((row) => (
            <tr key={`${row.modelA}/${row.modelB}`}>
              <Td className="min-w-36">
                {row.modelA} against {row.modelB}
              </Td>
              <Td numeric className="whitespace-nowrap">
                <span className="font-semibold">{formatRate(row.winRate)}</span>
                {row.interval && <span className="block text-muted">{formatBounds(row.interval)}</span>}
              </Td>
              <Td numeric>{formatRate(row.varianceSaved)}</Td>
              <Td numeric className="whitespace-nowrap">
                <PerStratum row={row} pick={({ lambda }) => lambda} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                <PerStratum row={row} pick={({ correlation }) => correlation} />
              </Td>
              <Td className="min-w-44 text-muted">{row.note}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {unscored > 0 && (
        <p className="mt-2.5 max-w-prose text-sm text-muted">
          It says nothing of {formatCount(unscored)} comparisons; they count as the mean of the others.
        </p>
      )}
    </Section>
  );
}

type Stratum = JudgeRow["strata"][number];

/** A number of each routing group, named where there are several. */
function PerStratum({ row: { strata }, pick }: { row: JudgeRow; pick: (stratum: Stratum) => number | null }) {
  return strata.map((stratum) => (
    <span key={stratum.routingGroup} className="block">
      {strata.length > 1 && <span className="text-muted">{stratum.routingGroup} </span>}
      {formatDecimal(pick(stratum), 2)}
    </span>
  ));
}
