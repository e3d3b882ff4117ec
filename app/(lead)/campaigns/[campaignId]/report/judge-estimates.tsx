import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { JudgeRow } from "@/server/report/judge/view";
import type { ReportContent } from "@/server/report/schemas";
import { RateCell } from "./rate-cell";
import { formatRate } from "./rate-words";
import { sharedNote } from "./shared-note";

/** The same win rates with what was known of every comparison beforehand. */
export function JudgeEstimates({ report: { judge } }: { report: ReportContent }) {
  if (!judge) return null;
  const unscored = judge.rows.reduce((sum, row) => sum + row.unscored, 0);
  const shared = sharedNote(judge.rows);
  const isRouted = judge.rows.some(({ strata }) => strata.length > 1);
  return (
    <Section
      title="With a judge taking out variance"
      description={`The same estimates with ${judge.title} as control variate. It is known for every comparison beforehand and takes out chance differences between the judged and the rest; it never replaces a person. A poor judge costs next to nothing.`}
    >
      <Table caption="Win rates with the control variate, by model pair">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th numeric>Win rate</Th>
            <Th numeric title="Part of the variance without it">
              Variance saved
            </Th>
            {!isRouted && <WeightHeads />}
            {shared === null && <Th>Note</Th>}
          </tr>
        </thead>
        <tbody>
          {judge.rows.map((row) => (
            <tr key={`${row.modelA}/${row.modelB}`}>
              <Td className="min-w-36">
                {row.modelA} against {row.modelB}
              </Td>
              <RateCell value={row.winRate} interval={row.interval} />
              <Td numeric>{formatRate(row.varianceSaved)}</Td>
              {!isRouted && <WeightCells stratum={row.strata[0]} />}
              {shared === null && <Td className="min-w-44 text-muted">{row.note}</Td>}
            </tr>
          ))}
        </tbody>
      </Table>
      {shared && <p className="mt-2.5 max-w-prose text-sm text-muted">{shared}</p>}
      {unscored > 0 && (
        <p className="mt-2.5 max-w-prose text-sm text-muted">
          It says nothing of {formatCount(unscored)} comparisons; they count as the mean of the others.
        </p>
      )}
      {isRouted && (
        <Disclosure summary="How much it counts, by language" className="mt-2">
          <ByLanguage rows={judge.rows} />
        </Disclosure>
      )}
    </Section>
  );
}

type Stratum = JudgeRow["strata"][number];

/** λ and correlation of each pair in each of its languages. */
function ByLanguage({ rows }: { rows: readonly JudgeRow[] }) {
  return (
    <Table caption="How much the control variate counts, by model pair and language">
      <thead>
        <tr>
          <Th>Pair</Th>
          <Th>Language</Th>
          <WeightHeads />
        </tr>
      </thead>
      <tbody>
        {rows.flatMap(({ modelA, modelB, strata }) =>
          strata.map((stratum) => (
            <tr key={`${modelA}/${modelB}/${stratum.routingGroup}`}>
              <Td className="min-w-36">
                {modelA} against {modelB}
              </Td>
              <Td className="whitespace-nowrap">{languageName(stratum.routingGroup)}</Td>
              <WeightCells stratum={stratum} />
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}

function WeightHeads() {
  return (
    <>
      <Th numeric title="How much the judge counts, learned from earlier draws alone">
        λ
      </Th>
      <Th numeric title="Of judge and people, over the judged">
        Correlation
      </Th>
    </>
  );
}

function WeightCells({ stratum }: { stratum: Stratum | undefined }) {
  return (
    <>
      <Td numeric>{formatDecimal(stratum?.lambda, 2)}</Td>
      <Td numeric>{formatDecimal(stratum?.correlation, 2)}</Td>
    </>
  );
}
