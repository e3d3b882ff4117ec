import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { WeightedPair, WeightedShares, WeightedView } from "@/server/report/people/view";
import { formatRate } from "../rate-words";

/** Outcomes of the judged with every judgment alike, and with annotators counting by how far they agree with the others. */
export function WeightedTable({ weighted: { pairs, reason } }: { weighted: WeightedView }) {
  return (
    <>
      <Table caption="Outcomes of the judged, unweighted and by reliability">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th numeric>Comparisons</Th>
            <Th>Judgments count</Th>
            <Th numeric>Win rate of the judged</Th>
            <Th numeric>First wins</Th>
            <Th numeric>Second wins</Th>
            <Th numeric>Ties</Th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <Rows key={`${pair.modelA}/${pair.modelB}`} pair={pair} />
          ))}
        </tbody>
      </Table>
      <p className="mt-2 max-w-prose text-sm text-muted">
        A second opinion of the judged comparisons, not a better estimate: it takes every comparison to have
        one true outcome, which is a fiction where people differ in taste, and where they agree hardly more
        than chance the weights mean little. The result of the report is the unweighted one. {reason}
      </p>
    </>
  );
}

function Rows({ pair }: { pair: WeightedPair }) {
  const { modelA, modelB, comparisons, unweighted, weighted } = pair;
  return (
    <>
      <tr>
        <Td rowSpan={2} className="min-w-36">
          {modelA} against {modelB}
        </Td>
        <Td rowSpan={2} numeric>
          {formatCount(comparisons)}
        </Td>
        <Cells title="all alike" shares={unweighted} />
      </tr>
      <tr>
        <Cells title="by reliability" shares={weighted} />
      </tr>
    </>
  );
}

function Cells({ title, shares }: { title: string; shares: WeightedShares }) {
  return (
    <>
      {/* In the second row no pair stands before it. */}
      <Td className="ps-2.5! whitespace-nowrap">{title}</Td>
      <Td numeric>{formatRate(shares.winRate)}</Td>
      <Td numeric>{formatRate(shares.model_a)}</Td>
      <Td numeric>{formatRate(shares.model_b)}</Td>
      <Td numeric>{formatRate(shares.tie + shares.both_good + shares.both_bad)}</Td>
    </>
  );
}
