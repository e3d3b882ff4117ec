import { describe, expect, it } from "vitest";
import { continueSequence, controlPlan, drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { utilityRanks } from "../sampling/utility-ranks";
import { utilityWeights, weightPresets } from "../sampling/utility-weights";
import { lure } from "./lure";
import { weightedConfidenceSequence } from "./weighted-confidence-sequence";

const N = 400;
const M = 120;
const changeAfter = 50;
const controlShare = 0.15;
const kinds = 4;

/**
 * Four kinds of comparison, of which the metric overrates the third and a slice holds most of the fourth. What decides
 * a win leans on metric and slice, so that an estimate that forgot any arm would be off.
 */
function makePool(seed: string) {
  const random = createRandom(seed);
  const kind = Uint8Array.from({ length: N }, () => random.below(kinds));
  const utilities = Float64Array.from(kind, (k) => random.next() + (k === 2 ? 0.5 : 0));
  const german = Uint8Array.from(kind, (k) => (random.next() < (k === 3 ? 0.3 : 0.02) ? 1 : 0));
  const hard = Uint8Array.from(kind, () => (random.next() < 0.15 ? 1 : 0));
  const scores = Float64Array.from(kind, (k, i) => {
    if (random.next() > [0.8, 0.6, 0.25, 0.7][k]!) return 0;
    return random.next() < 0.4 + 0.25 * utilities[i]! + 0.3 * german[i]! - 0.2 * hard[i]! ? 1 : -1;
  });
  const arms = [
    { share: 0.2, members: german },
    { share: 0.15, members: hard },
  ];
  return { kind, utilities, scores, arms, truth: scores.reduce((sum, s) => sum + s, 0) / N };
}

/** New weights for what is undrawn, by how decisive the judged comparisons of each kind were. */
function learnt(kind: Uint8Array, drawn: Int32Array, scores: Float64Array): Float64Array {
  const decisive = new Float64Array(kinds).fill(1);
  const judged = new Float64Array(kinds).fill(2);
  for (const item of drawn) {
    judged[kind[item]!]!++;
    if (scores[item] !== 0) decisive[kind[item]!]!++;
  }
  const g = Float64Array.from(kind, (k) => Math.sqrt(decisive[k]! / judged[k]!));
  return utilityWeights(new Float64Array(N).fill(0.5), { tau: 0.5, kappa: 1, g });
}

type Pool = ReturnType<typeof makePool>;

/** The first M draws of a seeded campaign whose weights change on what its first draws brought. */
function draw({ kind, scores, arms }: Pool, weights: Float64Array, seed: string) {
  const launched = drawSequence({ weights, controlShare, arms, seed });
  const drawn = launched.item.slice(0, changeAfter);
  const plan = controlPlan({ N, controlShare, seed });
  const next = { weights: learnt(kind, drawn, scores), controlShare, arms, ...plan, drawn };
  const rest = continueSequence({ ...next, seed: `${seed}/2` });
  const of = (key: "q" | "a") =>
    Float64Array.of(...launched[key].subarray(0, changeAfter), ...rest[key].subarray(0, M - changeAfter));
  const s = Float64Array.of(
    ...drawn.map((item) => scores[item]!),
    ...rest.item.subarray(0, M - changeAfter).map((item) => scores[item]!),
  );
  return { q: of("q"), a: of("a"), s };
}

describe("slice minimums, a control arm and weights learnt on the way", () => {
  const pool = makePool("pool");
  const { truth } = pool;
  const ranks = utilityRanks(pool.utilities, createRandom("ties"));

  it("leave LURE centred on the pool's margin, its 95 % interval covering it, over 2,500 seeded campaigns", () => {
    const weights = utilityWeights(ranks, weightPresets.balanced);
    const runs = 2500;
    let [covered, sum, squares, naive] = [0, 0, 0, 0];
    for (let run = 0; run < runs; run++) {
      const { q, s } = draw(pool, weights, `run-${run}`);
      const { theta, se } = lure({ N, q, s });
      sum += theta!;
      squares += theta! ** 2;
      naive += s.reduce((total, score) => total + score, 0) / M / runs;
      if (Math.abs(theta! - truth) <= 1.959964 * se!) covered++;
    }
    const mean = sum / runs;
    const spread = Math.sqrt(squares / runs - mean * mean);
    expect(Math.abs(mean - truth)).toBeLessThan((3.5 * spread) / Math.sqrt(runs));
    // The unweighted mean of the same draws is off by far more.
    expect(Math.abs(naive - truth)).toBeGreaterThan(0.03);
    expect(covered / runs).toBeGreaterThan(0.925);
    expect(covered / runs).toBeLessThan(0.97);
  });

  it("leave the confidence sequence within its error at all times together, over 300 seeded campaigns", () => {
    const weights = utilityWeights(ranks, weightPresets.sharp);
    const runs = 300;
    let missed = 0;
    for (let run = 0; run < runs; run++) {
      const draws = draw(pool, weights, `sequence-${run}`);
      const { lower, upper } = weightedConfidenceSequence({ N, gridSize: 200, ...draws });
      if (lower.some((bound, t) => bound > truth || upper[t]! < truth)) missed++;
    }
    expect(missed / runs).toBeLessThan(0.05);
  });
});
