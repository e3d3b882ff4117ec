import { formatCount, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { NextPair } from "@/server/draw/next-pairs";

/** Pairs with what they have, and the chance of each to be next. */
export function NextPairTable({ rows }: { rows: readonly NextPair[] }) {
  const { shown, button } = useFirstRows(rows, "pairs");
  return (
    <>
      <Table caption="Pairs by their chance to be judged next">
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th numeric>Judgments</Th>
            <Th numeric title="Comparisons admitted to judging">
              Drawn
            </Th>
            <Th numeric title="Comparisons of its pool that are not drawn">
              Not drawn
            </Th>
            <Th numeric>Chance to be next</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ modelA, modelB, judgments, drawn, left, probability }) => (
            <tr key={`${modelA}/${modelB}`}>
              <Td className="min-w-40 wrap-anywhere">
                {modelA} <span className="text-muted">and</span> {modelB}
              </Td>
              <Td numeric>{formatCount(judgments)}</Td>
              <Td numeric>{formatCount(drawn)}</Td>
              <Td numeric>{formatCount(left)}</Td>
              <Td numeric>{probability === null ? "–" : formatShare(probability)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {button}
    </>
  );
}
