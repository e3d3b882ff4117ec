import { ensureCapacity } from "../text/ensure-capacity";
import { WordCounts } from "../text/word-counts";
import { type InternedWords, WordInterner } from "../text/word-interner";
import { countDocuments } from "./count-documents";
import { type DocumentFrequencies, type Metric, MissingScorerOptionError } from "./metric";

/**
 * 1 − cosine of the two completions' TF-IDF vectors: words that few texts of the pool use count most.
 *
 * A word weighs (times it occurs)·(ln((1 + n)/(1 + df)) + 1), where df of the pool's n completions have it (each
 * completion of the pool is one document). Symmetric, in [0, 1]. Two texts without words: 0; one without: 1. Needs the
 * pool's document frequencies (`preparePool`); without them `createScorer` throws `MissingScorerOptionError`.
 *
 * Source: Salton & Buckley 1988; Spärck Jones 1972 for idf, in the smoothed form of scikit-learn's `TfidfVectorizer`.
 *
 * @example a pool of "a b" and "a c": idf 1 for a, ln(3/2) + 1 = 1.4055 for b and c; value 1 − 1/(1 + 1.4055²) = .6639.
 */
export const tfidf: Metric = {
  id: "tfidf",
  version: 1,
  title: "1 − TF-IDF cosine",
  summary: "Few words in common, those that are rare in this data counting most.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  cost: "one more pass over the pool, then proportional to the texts",
  source: "Salton & Buckley 1988 (TF-IDF cosine), idf smoothed, over the pool's completions",
  preparePool: countDocuments,
  createScorer({ pool }) {
    const documents = pool?.documentFrequencies;
    if (documents === undefined) throw new MissingScorerOptionError("tfidf", "pool");
    const words = new WordInterner();
    const counts = new WordCounts();
    let terms = new Float64Array(0);
    return {
      score({ completions, pairs, keys }, out, outOffset) {
        words.intern(completions);
        counts.count(words);
        terms = ensureCapacity(terms, words.vocabularySize);
        const idf = inverseFrequencies(words.vocabulary(), documents);
        const product = (one: number, other: number) => dotProduct(words, counts, idf, one, other, terms);
        const norms = completions.map((_, text) => product(text, text));
        for (let p = 0; p < keys.length; p++) {
          const first = pairs[2 * p]!;
          const second = pairs[2 * p + 1]!;
          const scale = Math.sqrt(norms[first]! * norms[second]!);
          const withoutWords = norms[first] === norms[second] ? 0 : 1;
          out[outOffset + p] = scale === 0 ? withoutWords : Math.max(0, 1 - product(first, second) / scale);
        }
      },
    };
  },
};

/** How rare each word of the block is in the pool. */
function inverseFrequencies(vocabulary: readonly string[], documents: DocumentFrequencies): Float64Array {
  const { texts, frequencies } = documents;
  return Float64Array.from(vocabulary, (word) => {
    return Math.log((1 + texts) / (1 + Math.min(texts, frequencies.get(word) ?? 1))) + 1;
  });
}

/** Σ over shared words, the terms added in ascending order: the same to the last bit however words are numbered. */
function dotProduct(
  words: InternedWords,
  { counts, distinct, distinctCounts }: WordCounts,
  idf: Float64Array,
  first: number,
  second: number,
  terms: Float64Array,
): number {
  const firstRow = first * words.vocabularySize;
  const secondRow = second * words.vocabularySize;
  let shared = 0;
  for (let i = words.offsets[first]!, end = i + distinctCounts[first]!; i < end; i++) {
    const word = distinct[i]!;
    const other = counts[secondRow + word]!;
    if (other === 0) continue;
    terms[shared++] = counts[firstRow + word]! * other * idf[word]! * idf[word]!;
  }
  let sum = 0;
  for (const term of terms.subarray(0, shared).sort()) sum += term;
  return sum;
}
