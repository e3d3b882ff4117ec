import type {
  Metric,
  PromptBlock,
  ScorableCompletion,
  ScorerOptions,
  TokenScores,
  TopKSequence,
} from "@/server/core/disagreement/metric";

/** Per position, the listed tokens with their probabilities. */
export type Lists = Record<number, number>[];

/** Top-k lists from probabilities by token id. */
export function topKSequence(lists: Lists): TopKSequence {
  const entries = lists.map((list) => Object.entries(list));
  const offsets = new Int32Array(lists.length + 1);
  entries.forEach((list, p) => {
    offsets[p + 1] = offsets[p]! + list.length;
  });
  return {
    positions: lists.length,
    offsets,
    tokenIds: Int32Array.from(entries.flat(), ([token]) => Number(token)),
    logProbs: Float64Array.from(entries.flat(), ([, mass]) => Math.log(mass)),
  };
}

/** Token scores from log-probabilities; ids 0, 1, 2, … and tokens of one byte unless given. */
export function tokenScores(
  logProbs: readonly number[],
  { ids, bytes }: { ids?: readonly number[]; bytes?: readonly number[] } = {},
): TokenScores {
  return {
    tokenIds: Int32Array.from(ids ?? logProbs.keys()),
    byteLengths: Int32Array.from(bytes ?? logProbs.map(() => 1)),
    logProbs: Float64Array.from(logProbs),
  };
}

/** The block of one pair of completions. */
export function blockOfPair(
  first: ScorableCompletion,
  second: ScorableCompletion,
  rest: Partial<PromptBlock> = {},
): PromptBlock {
  return { completions: [first, second], pairs: Int32Array.of(0, 1), keys: Int32Array.of(0), ...rest };
}

/** The value of a block's first pair, by a fresh scorer. */
export function scoreFirstPair(
  metric: Metric,
  block: PromptBlock,
  options: Partial<ScorerOptions> = {},
): number {
  const out = new Float64Array(block.keys.length);
  metric.createScorer({ seed: "1", ...options }).score(block, out, 0);
  return out[0]!;
}
