import { chrf } from "./chrf";
import type { PromptBlock, Scorer } from "./metric";

/** How alike a model's samples are among themselves, and to the other model's: mean similarities in [0, 1]. */
export interface SampleAlignment {
  readonly first: number;
  readonly second: number;
  readonly cross: number;
}

/**
 * A scorer for a number computed from the similarities (chrF) between all samples of the two models of a pair.
 *
 * Self-alignment is the mean over the K(K − 1)/2 pairs of different samples of one model, cross-alignment the mean over
 * all K_A·K_B pairs of a sample of the one with a sample of the other. NaN where a model has fewer than two samples.
 *
 * Source: Ghosh, Srinivasan & Swayamdipta 2024 (arXiv 2407.01878). Their published script takes only the cross pairs
 * i ≤ j (15 of 25 for K = 5); here all are taken, as their text says.
 *
 * @example `createScorer: () => createSampleScorer(({ first, second, cross }) => Math.max(first, second) - cross)`
 */
export function createSampleScorer(numberOf: (alignment: SampleAlignment) => number): Scorer {
  const similarity = chrf.createScorer({ seed: "" });
  return {
    score(block, out, outOffset) {
      const alignments = alignSamples(block, similarity);
      alignments.forEach((alignment, p) => {
        out[outOffset + p] = alignment === undefined ? Number.NaN : numberOf(alignment);
      });
    },
  };
}

/** The alignment of each pair of the block, from one pass of the similarity over every pair of samples it needs. */
function alignSamples(block: PromptBlock, similarity: Scorer): (SampleAlignment | undefined)[] {
  const { completions, pairs, keys, samples } = block;
  const texts: { model: number; text: string }[] = [];
  const placesOf = new Map<number, number[]>();
  for (const [model, own] of samples ?? []) {
    placesOf.set(
      model,
      own.map((text) => texts.push({ model, text }) - 1),
    );
  }
  const wanted: number[] = [];
  const stretches: { from: number; to: number }[] = [];
  const want = (some: [number, number][]) => {
    const from = wanted.length / 2;
    wanted.push(...some.flat());
    stretches.push({ from, to: wanted.length / 2 });
    return stretches.length - 1;
  };
  const selfOf = new Map([...placesOf].map(([model, places]) => [model, want(pairsWithin(places))]));
  const asked = Array.from(keys, (_, p) => {
    const [first, second] = [completions[pairs[2 * p]!]!.model, completions[pairs[2 * p + 1]!]!.model];
    const [ofFirst, ofSecond] = [placesOf.get(first) ?? [], placesOf.get(second) ?? []];
    if (ofFirst.length < 2 || ofSecond.length < 2) return undefined;
    return { first, second, cross: want(pairsBetween(ofFirst, ofSecond)) };
  });
  const distances = new Float64Array(wanted.length / 2);
  similarity.score(
    { completions: texts, pairs: Int32Array.from(wanted), keys: new Int32Array(distances.length) },
    distances,
    0,
  );
  const alignmentOf = (stretch: number) => {
    const { from, to } = stretches[stretch]!;
    return 1 - sortedMean(distances.subarray(from, to));
  };
  return asked.map((pair) => {
    if (pair === undefined) return undefined;
    const { first, second, cross } = pair;
    return {
      first: alignmentOf(selfOf.get(first)!),
      second: alignmentOf(selfOf.get(second)!),
      cross: alignmentOf(cross),
    };
  });
}

/** The mean, the same to the last bit in whatever order the values come. */
function sortedMean(values: Float64Array): number {
  return values.toSorted().reduce((sum, value) => sum + value, 0) / values.length;
}

function pairsWithin(places: number[]): [number, number][] {
  return places.flatMap((first, i) => places.slice(i + 1).map((second): [number, number] => [first, second]));
}

function pairsBetween(first: number[], second: number[]): [number, number][] {
  return first.flatMap((one) => second.map((other): [number, number] => [one, other]));
}
