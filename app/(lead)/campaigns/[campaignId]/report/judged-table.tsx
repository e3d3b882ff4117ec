import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { CountedRate, ReportContent } from "@/server/report/schemas";
import { formatBounds, formatRate } from "./rate-words";

/** Plain counts of what was judged; in no way about the rest. */
export function JudgedTable({ report }: { report: ReportContent }) {
  // Beside estimates of the whole set these counts come second.
  return report.scope === "whole-set" ? (
    <Section
      id="judged"
      title="Of the judged"
      description="Plain counts of the closed comparisons. The order chose them, so these rates do not hold for the whole set."
    >
      <Disclosure summary="Outcomes by model pair">
        <Outcomes report={report} />
      </Disclosure>
    </Section>
  ) : (
    <Section
      id="judged"
      title="Of the judged"
      description="Plain counts of the closed comparisons. The order chose them: they say nothing about comparisons that were not judged."
    >
      <Outcomes report={report} />
    </Section>
  );
}

function Outcomes({ report: { pairs, configuration } }: { report: ReportContent }) {
  const isFour = configuration.outcomes === "four";
  return (
    <Table caption="Outcomes of the judged comparisons by model pair">
      <thead>
        <tr>
          <Th>Pair</Th>
          <Th numeric>Comparisons</Th>
          <Th numeric>First wins</Th>
          <Th numeric>Second wins</Th>
          {isFour ? (
            <>
              <Th numeric>Both good</Th>
              <Th numeric>Both bad</Th>
            </>
          ) : (
            <Th numeric>Ties</Th>
          )}
          <Th numeric>Win rate of the judged</Th>
          <Th numeric>Tie rate of the judged</Th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ modelA, modelB, judged }) => (
          <tr key={`${modelA}/${modelB}`}>
            <Td className="min-w-36">
              {modelA} against {modelB}
            </Td>
            <Td numeric>{formatCount(judged.comparisons)}</Td>
            <Td numeric>{formatCount(judged.outcomes.model_a)}</Td>
            <Td numeric>{formatCount(judged.outcomes.model_b)}</Td>
            {isFour ? (
              <>
                <Td numeric>{formatCount(judged.outcomes.both_good)}</Td>
                <Td numeric>{formatCount(judged.outcomes.both_bad)}</Td>
              </>
            ) : (
              <Td numeric>{formatCount(judged.outcomes.tie)}</Td>
            )}
            <Td numeric className="whitespace-nowrap">
              <Counted rate={judged.winRate} reason={judged.reason} />
            </Td>
            <Td numeric className="whitespace-nowrap">
              <Counted rate={judged.tieRate} reason={judged.reason} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** An unweighted rate with its interval under it. */
export function Counted({ rate, reason }: { rate: CountedRate | null; reason?: string | null }) {
  if (!rate) return <span title={reason ?? undefined}>–</span>;
  return (
    <>
      {formatRate(rate.value)}
      <span className="block text-muted">{formatBounds(rate)}</span>
    </>
  );
}
