import type { Metric, PromptBlock } from "./metric";
import { TopKCells } from "./top-k-cells";
import type { PositionDivergence } from "./top-k-divergence";

/**
 * A scorer for a divergence between the two models' distributions along their *own* completions: position p of the one
 * run against position p of the other, averaged up to the shorter length.
 *
 * From the first token that differs on, the positions condition on different texts, so most of a long mean is noise:
 * `firstDivergence` tells where that begins. NaN where a model's own list is missing or only one of them has positions;
 * 0 where neither has any.
 *
 * @example `createScorer: () => createAlignedScorer(symmetricKl)`
 */
export function createAlignedScorer(divergence: PositionDivergence): ReturnType<Metric["createScorer"]> {
  const cells = new TopKCells();
  return {
    score(block, out, outOffset) {
      cells.clear();
      for (let p = 0; p < block.keys.length; p++) {
        out[outOffset + p] = scorePair(block, p, cells, divergence);
      }
    },
  };
}

function scorePair(
  { completions, pairs }: PromptBlock,
  pair: number,
  cells: TopKCells,
  divergence: PositionDivergence,
): number {
  let first = completions[pairs[2 * pair]!]!;
  let second = completions[pairs[2 * pair + 1]!]!;
  // One order of summation for both orientations of a pair, so that swapping changes no bit.
  if (first.model > second.model) [first, second] = [second, first];
  const ofFirst = first.topK?.get(first.model);
  const ofSecond = second.topK?.get(second.model);
  if (ofFirst === undefined || ofSecond === undefined) return Number.NaN;
  const positions = Math.min(ofFirst.positions, ofSecond.positions);
  if (positions === 0) return ofFirst.positions === ofSecond.positions ? 0 : Number.NaN;
  const one = cells.prepare(ofFirst);
  const other = cells.prepare(ofSecond);
  let sum = 0;
  for (let p = 0; p < positions; p++) {
    cells.align(one, other, p);
    sum += divergence(cells);
  }
  return sum / positions;
}
