import { Aligner } from "../text/aligner";
import { WordInterner } from "../text/word-interner";
import type { ComparisonDetector, ComparisonInspector } from "./detector";
import { plainSpaces } from "./identical";
import { isUnspaced } from "./scripts";

/** Edits per word of the longer text. */
const mostDifference = 0.05;
/** In shorter texts every word counts, and so may upper and lower case. */
const leastWords = 20;
/** No text is so many times as long as the other. */
const mostLonger = 1.25;
/** Pieces of the shorter text, one of which the longer must hold: nearly alike texts share nearly all. */
const pieces = 8;
const pieceLength = 16;

/**
 * Comparisons of two texts that nobody can tell apart without a search: at most one word in twenty differs, every number
 * is the same, and the texts are not identical.
 *
 * Word edit distance over the longer length ≤ .05, by lower-cased words; characters instead of words where the script sets no
 * spaces. Texts of fewer than 20 words and texts with different numbers are never found: there every word, and a result,
 * is a difference.
 *
 * Pairs that share none of eight pieces of 16 characters are not counted through.
 *
 * Source: Levenshtein 1966 on words (Myers 1999), with bag-of-words bounds first.
 *
 * @example two texts of 100 words, one of which has "quick" for "fast", are found; "Yes." and "No." are not.
 */
export const nearIdentical: ComparisonDetector = {
  id: "near-identical",
  version: 1,
  title: "Nearly identical completions",
  summary: "In texts of 20 words or more, at most one word in twenty differs, and no number.",
  effect:
    "Mostly ties, but one word can matter: read some first. Without them the win rate speaks of the other prompts alone.",
  source: "Word edit distance ≤ 5 % of the longer text (Levenshtein 1966)",
  advised: false,
  looksAt: "comparison",
  createInspector: () => new NearIdenticalInspector(),
};

class NearIdenticalInspector implements ComparisonInspector {
  private readonly words = new WordInterner();
  private readonly aligner = new Aligner();
  private surplus = new Int32Array(256);

  inspect(texts: readonly string[], pairs: Int32Array): (string | undefined)[] {
    const lowered = texts.map((text) => text.toLowerCase());
    return Array.from({ length: pairs.length / 2 }, (_, p) => {
      const [one, other] = [pairs[2 * p]!, pairs[2 * p + 1]!];
      return mayBeAlike(lowered[one]!, lowered[other]!)
        ? this.compare(texts[one]!, texts[other]!)
        : undefined;
    });
  }

  private compare(one: string, other: string): string | undefined {
    const isByCharacter = isUnspaced(one) || isUnspaced(other);
    const detail = this.countDifferences(
      isByCharacter ? [spreadCharacters(one), spreadCharacters(other)] : [one, other],
      isByCharacter ? "characters" : "words",
    );
    if (!detail || numbersIn(one) !== numbersIn(other)) return undefined;
    return plainSpaces(one) === plainSpaces(other) ? undefined : detail;
  }

  private countDifferences(texts: [string, string], unit: string): string | undefined {
    this.words.intern(texts.map((text) => ({ text })));
    const { offsets, vocabularySize } = this.words;
    if (this.surplus.length < vocabularySize) this.surplus = new Int32Array(2 * vocabularySize);
    const [middle, end] = [offsets[1]!, offsets[2]!];
    const longer = Math.max(middle, end - middle);
    const most = Math.floor(mostDifference * longer);
    if (longer < leastWords || Math.abs(end - 2 * middle) > most) return undefined;
    if (this.leastDistance(0, middle, middle, end) > most) return undefined;
    this.aligner.load(this.words);
    const distance = this.aligner.distance(0, 1);
    if (distance > most) return undefined;
    return distance === 0
      ? `All ${longer} ${unit} are the same but for upper and lower case.`
      : `${distance} of ${longer} ${unit} ${distance === 1 ? "differs" : "differ"}.`;
  }

  /** Words that one text has more often than the other: no edit distance is smaller. */
  private leastDistance(a: number, aEnd: number, b: number, bEnd: number): number {
    const { surplus } = this;
    const { ids } = this.words;
    for (let i = a; i < aEnd; i++) surplus[ids[i]!]!++;
    for (let i = b; i < bEnd; i++) surplus[ids[i]!]!--;
    let more = 0;
    let fewer = 0;
    for (let i = a; i < aEnd; i++) {
      const id = ids[i]!;
      if (surplus[id]! > 0) more += surplus[id]!;
      else fewer -= surplus[id]!;
      surplus[id] = 0;
    }
    for (let i = b; i < bEnd; i++) {
      fewer -= surplus[ids[i]!]!;
      surplus[ids[i]!] = 0;
    }
    return Math.max(more, fewer);
  }
}

function spreadCharacters(text: string): string {
  return Array.from(text).join(" ");
}

function numbersIn(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).join(" ");
}

/** Whether the lengths are alike and the longer text holds a piece of the shorter. */
function mayBeAlike(one: string, other: string): boolean {
  const isFirst = one.length === other.length ? one < other : one.length < other.length;
  const [shorter, longer] = isFirst ? [one, other] : [other, one];
  if (longer.length > mostLonger * shorter.length) return false;
  for (let k = 0; k < pieces; k++) {
    const start = Math.floor((k * Math.max(0, shorter.length - pieceLength)) / (pieces - 1));
    if (longer.includes(shorter.slice(start, start + pieceLength))) return true;
  }
  return false;
}
