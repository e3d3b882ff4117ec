import { Disclosure } from "@/app/_ui/disclosure";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { NextPairView } from "@/server/report/ratings/view";

/** Which pair to spend the next judgment on: what the campaign does, or would be advised to. */
export function NextPairs({ nextPair }: { nextPair: NextPairView }) {
  const { sentence, rows, pairs } = nextPair;
  const { shown, button } = useFirstRows(rows, "pairs");
  return (
    <div>
      <p className="max-w-prose text-sm text-pretty">{sentence}</p>
      <Disclosure summary="Which pair is next">
        <p className="mb-2 max-w-prose text-sm text-muted">
          By how much one more judgment would narrow a pair’s score; a tenth of the chance is spread evenly
          over all pairs.
          {rows.length < pairs && ` The likeliest ${rows.length} of ${formatCount(pairs)} pairs.`}
        </p>
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
      </Disclosure>
    </div>
  );
}
