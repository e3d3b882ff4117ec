import type { ComparisonDetector } from "./detector";

/** A text with every run of white space as one space, and none at its ends. */
export function plainSpaces(text: string): string {
  return text.trim().replaceAll(/\s+/gu, " ");
}

/**
 * Comparisons of two equal texts, whatever their white space.
 *
 * Source: equality after white space is normalised.
 *
 * @example "a  b\n" and "a b" are found, "a b" and "A b" are not.
 */
export const identical: ComparisonDetector = {
  id: "identical",
  version: 1,
  title: "Identical completions",
  summary: "Both models wrote the same, apart from white space.",
  effect:
    "They can only be ties. Without them the tie rate falls and the win rate speaks of the other prompts alone.",
  source: "Equality after white space is normalised",
  advised: false,
  looksAt: "comparison",
  createInspector() {
    return {
      inspect(texts, pairs) {
        const beginnings = texts.map((text) => plainSpaces(text.trimStart().slice(0, 40)));
        const isSame = (one: number, other: number) =>
          mayBeSame(beginnings[one]!, beginnings[other]!) &&
          plainSpaces(texts[one]!) === plainSpaces(texts[other]!);
        return Array.from({ length: pairs.length / 2 }, (_, p) =>
          isSame(pairs[2 * p]!, pairs[2 * p + 1]!)
            ? "Both texts are the same, apart from white space."
            : undefined,
        );
      },
    };
  },
};

/** Most texts differ early on. White space may have shortened either beginning. */
function mayBeSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
