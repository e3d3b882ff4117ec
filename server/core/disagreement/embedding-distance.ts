import type { Metric } from "./metric";

/** Two embeddings of one prompt have different lengths, so they are not of one embedding model. */
export class EmbeddingLengthMismatchError extends Error {
  override readonly name = "EmbeddingLengthMismatchError";
  constructor(
    readonly firstLength: number,
    readonly secondLength: number,
  ) {
    super(
      `Embeddings of one prompt have ${firstLength} and ${secondLength} numbers; ` +
        "all completions must be embedded by one model.",
    );
  }
}

/**
 * 1 − cosine of the two completions' embeddings: how far apart their meanings are, in the eyes of an embedding model.
 *
 * Symmetric, in [0, 2]: 0 for the same direction, 1 for orthogonal, 2 for opposite vectors. NaN where an embedding is
 * missing or all zeros. Throws `EmbeddingLengthMismatchError` for vectors of different lengths.
 *
 * Source: methods, §1 (embeddings); cosine similarity as in Salton & McGill 1983.
 *
 * @example (1, 0) against (1, 1): 1 − 1/√2 = .2929.
 */
export const embeddingDistance: Metric = {
  id: "embedding-distance",
  version: 1,
  title: "Embedding distance",
  summary: "Different meanings, as an embedding model sees them; forgives other words for the same thing.",
  needs: "embeddings",
  direction: "higher-first",
  symmetric: true,
  range: [0, 2],
  control: false,
  aim: "winner",
  cost: "proportional to the vectors",
  source: "1 − cosine of imported vectors",
  createScorer: () => ({
    score({ completions, pairs, keys }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) {
        const first = completions[pairs[2 * p]!]!.embedding;
        const second = completions[pairs[2 * p + 1]!]!.embedding;
        out[outOffset + p] = first && second ? distance(first, second) : Number.NaN;
      }
    },
  }),
};

function distance(first: Float32Array, second: Float32Array): number {
  if (first.length !== second.length) throw new EmbeddingLengthMismatchError(first.length, second.length);
  let product = 0;
  let firstSquares = 0;
  let secondSquares = 0;
  for (let i = 0; i < first.length; i++) {
    const a = first[i]!;
    const b = second[i]!;
    product += a * b;
    firstSquares += a * a;
    secondSquares += b * b;
  }
  // The root of the product, not the product of roots: a vector and itself are then exactly 0 apart.
  const scale = Math.sqrt(firstSquares * secondSquares);
  return scale === 0 ? Number.NaN : Math.min(2, Math.max(0, 1 - product / scale));
}
