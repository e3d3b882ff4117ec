import type { NgramModel } from "./n-gram-model";

/** One model's teacher-forced view of one text, in the import format's shape. */
export type ScoredTokens = { tokens: string[]; logprobs: number[]; top: [string, number][][] };

/**
 * Natural-log probabilities of each token given those before it, with the `topCount` likeliest alternatives per
 * position, likeliest first. Values are rounded down to 4 decimals, so that the tops never sum to more than 1.
 */
export function scoreTokens(
  model: NgramModel,
  ids: number[],
  vocabulary: string[],
  topCount: number,
): ScoredTokens {
  const scored: ScoredTokens = { tokens: [], logprobs: [], top: [] };
  ids.forEach((id, position) => {
    const probabilities = model.predict(ids.slice(0, position));
    scored.tokens.push(vocabulary[id] as string);
    scored.logprobs.push(roundedLog(probabilities[id] as number));
    scored.top.push(
      likeliest(probabilities, topCount).map((other) => [
        vocabulary[other] as string,
        roundedLog(probabilities[other] as number),
      ]),
    );
  });
  return scored;
}

/** Mean negative log probability per token, in nats, of a text and its end. */
export function meanSurprise(model: NgramModel, ids: number[]): number {
  const withEnd = [...ids, 0];
  let total = 0;
  withEnd.forEach((id, position) => {
    total -= Math.log(model.predict(withEnd.slice(0, position))[id] as number);
  });
  return total / withEnd.length;
}

function roundedLog(probability: number): number {
  return Math.floor(Math.log(probability) * 1e4) / 1e4;
}

/** The `count` likeliest ids, ties to the lower id. Insertion: a full sort at every position took most of the time. */
function likeliest(probabilities: Float64Array, count: number): number[] {
  const best: number[] = [];
  const probability = (id: number | undefined) => (id === undefined ? 0 : (probabilities[id] as number));
  for (let id = 0; id < probabilities.length; id++) {
    if (best.length === count && probability(id) <= probability(best[count - 1])) continue;
    let place = best.length;
    while (place > 0 && probability(best[place - 1]) < probability(id)) place--;
    best.splice(place, 0, id);
    if (best.length > count) best.pop();
  }
  return best;
}
