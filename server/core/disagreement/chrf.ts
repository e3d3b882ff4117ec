import { CharacterInterner } from "../text/character-interner";
import { NgramMatches } from "../text/ngram-matches";
import type { Metric } from "./metric";

const MAX_ORDER = 6;
const BETA_SQUARED = 4;

/**
 * 1 − chrF: how little two completions overlap in character n-grams, n = 1 to 6, white space left out, case kept.
 *
 * Characters are code points. For each order that both texts reach, precision is the clipped matches over the n-grams
 * of one text and recall the same over the other's; both are averaged over those orders and combined as F with β = 2
 * (recall counts double). chrF is directed, so the value is 1 minus the mean of both directions: symmetric, in [0, 1].
 * Two texts without characters: 0; one without: 1. No failure modes.
 *
 * Source: Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation", with the averaging over orders
 * of sacrebleu's chrF2 (Post 2018).
 *
 * @example "ab" against "ac": one of two characters matches, no bigram does; P = R = (1/2 + 0)/2, value 1 − .25 = .75.
 */
export const chrf: Metric = {
  id: "chrf",
  version: 1,
  title: "1 − chrF",
  summary: "Little overlap of character n-grams; works in any script and forgives inflection.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  source: "Popović 2015 (chrF2: n = 1–6, β = 2), both directions averaged",
  createScorer() {
    const characters = new CharacterInterner();
    const ngrams = new NgramMatches(MAX_ORDER);
    return {
      score(block, out, outOffset) {
        characters.intern(block.completions);
        ngrams.count(characters);
        const offsets = characters.offsets;
        for (let p = 0; p < block.keys.length; p++) {
          const first = block.pairs[2 * p]!;
          const second = block.pairs[2 * p + 1]!;
          const firstLength = offsets[first + 1]! - offsets[first]!;
          const secondLength = offsets[second + 1]! - offsets[second]!;
          out[outOffset + p] = 1 - similarity(ngrams, first, second, firstLength, secondLength);
        }
      },
    };
  },
};

function similarity(
  ngrams: NgramMatches,
  first: number,
  second: number,
  firstLength: number,
  secondLength: number,
) {
  const orders = Math.min(MAX_ORDER, firstLength, secondLength);
  if (orders === 0) return firstLength === secondLength ? 1 : 0;
  let ofFirst = 0;
  let ofSecond = 0;
  for (let order = 1; order <= orders; order++) {
    const matches = ngrams.match(order, first, second);
    ofFirst += matches / (firstLength - order + 1);
    ofSecond += matches / (secondLength - order + 1);
  }
  ofFirst /= orders;
  ofSecond /= orders;
  return (fScore(ofFirst, ofSecond) + fScore(ofSecond, ofFirst)) / 2;
}

function fScore(precision: number, recall: number): number {
  if (precision === 0 && recall === 0) return 0;
  return ((1 + BETA_SQUARED) * precision * recall) / (BETA_SQUARED * precision + recall);
}
